import { parseArn } from '@rolecall/core'
import { clusters } from '../../../records/cluster.ts'
import { clusterResources } from '../../../records/cluster-resource.ts'
import { podIdentityAssociations } from '../../../records/pod-identity-association.ts'
import type { Tags } from '../../../records/tags.ts'
import type { ServiceContext } from '../../service-context.ts'

/** What can bear tags, by what tagging needs of it. */
export interface Tagged {
  readonly tags: Tags
  keep(tags: Tags): Promise<void>
}

type Place = Pick<ServiceContext, 'account' | 'region' | 'transaction'>
/** `parts` are what stands behind the type in an ARN. */
type Finder = (arn: string, parts: readonly string[], context: Place) => Promise<Tagged | undefined>

const below: Finder = async (arn, [clusterName = '', ...names], { account, region, transaction }) => {
  const cluster = await transaction.get(clusters, [account, region, clusterName])
  if (!cluster) return undefined
  // The name is the last but one part; the last tells those that bore the name one after another apart.
  const name = names.at(-2) ?? ''
  for (const type of ['addon', 'fargateprofile', 'identityproviderconfig', 'nodegroup'] as const) {
    const kept = await transaction.get(clusterResources, [cluster.id, type, name])
    if (kept?.arn !== arn) continue
    const keep = (tags: Tags) =>
      transaction.put(clusterResources, [cluster.id, type, name], { ...kept, tags })
    return { tags: kept.tags, keep }
  }
  return undefined
}

const ofCluster: Finder = async (_arn, [name = '', ...rest], { account, region, transaction }) => {
  const kept = rest.length === 0 && (await transaction.get(clusters, [account, region, name]))
  if (!kept) return undefined
  return {
    tags: kept.tags,
    keep: (tags) => transaction.put(clusters, [account, region, name], { ...kept, tags }),
  }
}

const ofAssociation: Finder = async (arn, [clusterName = '', id = ''], { account, region, transaction }) => {
  const cluster = await transaction.get(clusters, [account, region, clusterName])
  const kept = cluster && (await transaction.get(podIdentityAssociations, [cluster.id, id]))
  if (kept?.arn !== arn) return undefined
  return {
    tags: kept.tags,
    keep: (tags) => transaction.put(podIdentityAssociations, [kept.clusterId, id], { ...kept, tags }),
  }
}

/** What EKS has that can bear tags, by the type in its ARN. */
const finders: ReadonlyMap<string, Finder> = new Map([
  ['addon', below],
  ['cluster', ofCluster],
  ['fargateprofile', below],
  ['identityproviderconfig', below],
  ['nodegroup', below],
  ['podidentityassociation', ofAssociation],
])

/** Finds what an ARN names in the caller's account and region; `undefined` when there is none. */
export async function findTagged(arn: string, context: ServiceContext): Promise<Tagged | undefined> {
  const parsed = parseArn(arn)
  const { account, partition, region } = context
  if (parsed?.service !== 'eks' || parsed.account !== account) return undefined
  if (parsed.region !== region || parsed.partition !== partition) return undefined
  const [type = '', ...parts] = parsed.resource.split('/')
  return finders.get(type)?.(arn, parts, context)
}
