import type { Addon } from '@aws-sdk/client-eks'
import { podIdentityAssociations } from '../../../records/pod-identity-association.ts'
import type { ServiceContext } from '../../service-context.ts'
import type { ClusterResourceKind } from '../cluster-resource/cluster-resource-kind.ts'
import { eksConstraints } from '../constraints.ts'
import { eksFaults } from '../faults.ts'
import { deleteAssociations } from '../pod-identity-association/delete-associations.ts'
import { addons } from './addons.data.ts'

/** What is kept of an add-on alone. */
export interface AddonDetail {
  readonly version: string
  readonly namespace: string
  readonly serviceAccountRoleArn?: string | undefined
  readonly configurationValues?: string | undefined
  /** Ids of the associations that were made for it; each may have been deleted since. */
  readonly associations: readonly string[]
}

/**
 * An add-on is what was asked for: nothing is installed by it. It is `ACTIVE` without an issue, because that is what
 * clients wait for and there is nothing here that could be unwell.
 */
export const addonKind: ClusterResourceKind<AddonDetail, Addon> = {
  type: 'addon',
  noun: 'Addon',
  member: 'addon',
  listMember: 'addons',
  constraints: { clusterName: eksConstraints.clusterName },
  named: ({ addonName = '' }) => addonName,
  arnName: (name) => name,
  async output({ name, arn, clusterId, clusterName, createdAt, modifiedAt, status, tags, detail }, context) {
    const { serviceAccountRoleArn, configurationValues } = detail
    const owned = await ownedAssociations(clusterId, detail.associations, context)
    return {
      addonName: name,
      clusterName,
      status,
      addonVersion: detail.version,
      health: { issues: [] },
      addonArn: arn,
      createdAt: new Date(createdAt),
      modifiedAt: new Date(modifiedAt),
      ...(serviceAccountRoleArn === undefined ? {} : { serviceAccountRoleArn }),
      tags: { ...tags },
      publisher: 'eks',
      owner: addons.find((one) => one.name === name)?.owner ?? 'aws',
      ...(configurationValues === undefined ? {} : { configurationValues }),
      ...(owned.length === 0 ? {} : { podIdentityAssociations: owned }),
      namespaceConfig: { namespace: detail.namespace },
    }
  },
  listed: (name) => name,
  missing: (name, clusterName) =>
    eksFaults.notFound(`No addon: ${name} found in cluster: ${clusterName}`, {
      clusterName,
      addonName: name,
    }),
  exists: (name, clusterName) => eksFaults.inUse('Addon already exists.', { clusterName, addonName: name }),
  release: ({ clusterId, arn }, { transaction }) => deleteAssociations(clusterId, arn, transaction),
}

/** ARNs of those that are still there. */
async function ownedAssociations(
  clusterId: string,
  ids: readonly string[],
  { transaction }: Pick<ServiceContext, 'transaction'>,
): Promise<string[]> {
  const kept = await Promise.all(ids.map((id) => transaction.get(podIdentityAssociations, [clusterId, id])))
  return kept.flatMap((one) => (one ? [one.arn] : []))
}
