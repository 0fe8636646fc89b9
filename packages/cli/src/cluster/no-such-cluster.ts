import { paginateListClusters } from '@aws-sdk/client-eks'
import { nearestName } from '@rolecall/analyzer'
import type { AwsAccess } from '../aws/aws-access.ts'
import { callerAccount } from '../aws/caller-account.ts'
import { Refusal } from '../refusal.ts'

/** More names than these are no hint any more. */
const mostNames = 5

/** The refusal to look for a cluster that is not there: it may be another name, region or account. */
export async function noSuchCluster(aws: Pick<AwsAccess, 'eks' | 'sts'>, name: string): Promise<Refusal> {
  const [eks, sts] = await Promise.all([aws.eks(), aws.sts()])
  const [region, { account }] = await Promise.all([eks.config.region(), callerAccount(sts)])
  const absent = `there is no cluster ${name} in ${region} of account ${account}, that of these credentials`
  const names = await namesOf(eks)
  if (!names) return new Refusal(absent)
  const near = nearestName(name, names)
  if (near) return new Refusal(`${absent}; --cluster ${near.name} ${near.how}`)
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : ''
  return new Refusal(
    names.length > 0
      ? `${absent}; there are ${names.slice(0, mostNames).join(', ')}${more}`
      : `${absent}; there is none at all, so look at --region and --profile`,
  )
}

/** Those that are registered too. `undefined` where they cannot be listed, which is not what was asked. */
async function namesOf(client: Awaited<ReturnType<AwsAccess['eks']>>): Promise<string[] | undefined> {
  const names: string[] = []
  try {
    const pages = paginateListClusters({ client }, { include: ['all'] })
    for await (const { clusters = [] } of pages) names.push(...clusters)
  } catch {
    return undefined
  }
  return names
}
