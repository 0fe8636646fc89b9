import { encodeBase32 } from '@rolecall/core'
import type { Cluster } from '../../../records/cluster.ts'
import {
  associatedServiceAccounts,
  type PodIdentityAssociation,
  podIdentityAssociations,
} from '../../../records/pod-identity-association.ts'
import type { Tags } from '../../../records/tags.ts'
import type { ServiceContext } from '../../service-context.ts'
import { eksQuotas } from '../quotas.ts'
import { refuseTags } from '../refuse-tags.ts'
import { associationArn } from './association-arn.ts'
import { associationFaults } from './association-faults.ts'
import { keptAssociations } from './kept-associations.ts'
import { refuseNames } from './refuse-names.ts'
import { refuseRole } from './refuse-role.ts'
import { refuseSettings } from './refuse-settings.ts'

export interface WantedAssociation {
  readonly namespace: string
  readonly serviceAccount: string
  readonly roleArn: string
  readonly targetRoleArn?: string | undefined
  readonly disableSessionTags?: boolean | undefined
  readonly policy?: string | undefined
  readonly tags?: Tags | undefined
  /** ARN of the add-on that it belongs to. */
  readonly ownerArn?: string | undefined
  readonly created?: PodIdentityAssociation['created']
}

/**
 * Makes an association, asked for by a call of its own or by an add-on. The permission to pass the role has been
 * asked.
 *
 * @throws Fault InvalidParameterException, ResourceInUseException, ResourceLimitExceededException
 */
export async function createAssociation(
  cluster: Cluster,
  wanted: WantedAssociation,
  context: ServiceContext,
): Promise<PodIdentityAssociation> {
  const { account, region, now, random, transaction } = context
  const { namespace, serviceAccount, roleArn, tags = {}, ownerArn, created } = wanted
  const settings = {
    disableSessionTags: wanted.disableSessionTags ?? false,
    targetRoleArn: wanted.targetRoleArn || undefined,
    policy: wanted.policy || undefined,
  }
  refuseNames(cluster.name, wanted, context.allowWildcardAssociations)
  refuseTags(tags)
  refuseSettings(cluster, settings)
  await refuseRole(cluster, { roleArn, ...settings }, transaction)
  for (const kind of ['exact', 'pattern'] as const) {
    const key = [cluster.id, kind, namespace, serviceAccount] as [string, typeof kind, string, string]
    const taken = await transaction.get(associatedServiceAccounts, key)
    if (taken) throw associationFaults.exists(cluster.name, taken.associationId)
  }
  const most = eksQuotas.podIdentityAssociationsPerCluster
  if ((await transaction.count(podIdentityAssociations, [cluster.id])) >= most)
    throw associationFaults.tooMany(cluster.name, most)
  const id = `a-${encodeBase32(random(11)).slice(0, 17).toLowerCase()}`
  const association: PodIdentityAssociation = {
    account,
    region,
    clusterName: cluster.name,
    clusterId: cluster.id,
    id,
    arn: associationArn(cluster.name, id, context),
    namespace,
    serviceAccount,
    roleArn,
    ...settings,
    ownerArn,
    createdAt: now,
    modifiedAt: now,
    tags,
    created,
  }
  await keptAssociations.keep(association, undefined, transaction)
  return association
}
