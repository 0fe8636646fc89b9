import { DescribeClusterCommand, type PodIdentityAssociation } from '@aws-sdk/client-eks'
import type { AwsAccess } from '../aws/aws-access.ts'
import { callerAccount } from '../aws/caller-account.ts'
import { isAwsEndpoint } from '../aws/is-aws-endpoint.ts'
import { stsEndpoint } from '../aws/sts-endpoint.ts'
import { noSuchCluster } from '../cluster/no-such-cluster.ts'
import { unlessMissing } from '../plan/unless-missing.ts'
import { Refusal } from '../refusal.ts'
import { readAssociation } from './association/read-association.ts'
import type { DissociateOptions } from './dissociate-options.ts'

/** What AWS holds of a ServiceAccount that is to have no role any more. */
export interface Dissociation {
  readonly account: string
  readonly partition: string
  readonly region: string
  /** Where calls go. Absent: to AWS itself. */
  readonly endpoint?: string
  readonly clusterArn: string
  readonly hasCluster: boolean
  readonly association?: PodIdentityAssociation
}

/**
 * Changes nothing.
 *
 * @throws Refusal for a cluster that is not there, unless a role is named: its associations went with it, and
 * credentials may still be out
 */
export async function readDissociation(aws: AwsAccess, options: DissociateOptions): Promise<Dissociation> {
  const { cluster: name } = options
  const [eks, sts] = await Promise.all([aws.eks(), aws.sts()])
  const region = await eks.config.region()
  const { account, partition } = await callerAccount(sts)
  const endpoint = await stsEndpoint(sts)
  if (!account) throw new Refusal(`what answers at ${endpoint.host} does not speak as AWS does`)
  const cluster = (await unlessMissing(eks.send(new DescribeClusterCommand({ name }))))?.cluster
  if (!cluster && options.roleArn === undefined) throw await noSuchCluster(aws, name)
  const association = cluster && (await readAssociation(eks, options))
  return {
    account,
    partition,
    region,
    ...(isAwsEndpoint(endpoint) ? {} : { endpoint: endpoint.href.replace(/\/$/, '') }),
    clusterArn: cluster?.arn ?? `arn:${partition}:eks:${region}:${account}:cluster/${name}`,
    hasCluster: cluster !== undefined,
    ...(association ? { association } : {}),
  }
}
