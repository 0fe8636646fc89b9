import type { Addon } from '@aws-sdk/client-eks'
import type { ClusterResourceKind } from '../cluster-resource/cluster-resource-kind.ts'
import { eksConstraints } from '../constraints.ts'
import { eksFaults } from '../faults.ts'
import { addons } from './addons.data.ts'
import { ownedAssociations } from './owned-associations.ts'

/** What is kept of an add-on alone. */
export interface AddonDetail {
  readonly version: string
  readonly namespace: string
  readonly serviceAccountRoleArn?: string | undefined
  readonly configurationValues?: string | undefined
  /** ARNs of the associations that belong to it. */
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
  output: ({ name, arn, clusterName, createdAt, modifiedAt, status, tags, detail }) => ({
    addonName: name,
    clusterName,
    status,
    addonVersion: detail.version,
    health: { issues: [] },
    addonArn: arn,
    createdAt: new Date(createdAt),
    modifiedAt: new Date(modifiedAt),
    ...(detail.serviceAccountRoleArn === undefined
      ? {}
      : { serviceAccountRoleArn: detail.serviceAccountRoleArn }),
    tags: { ...tags },
    publisher: 'eks',
    owner: addons.find((one) => one.name === name)?.owner ?? 'aws',
    ...(detail.configurationValues === undefined ? {} : { configurationValues: detail.configurationValues }),
    ...(detail.associations.length === 0 ? {} : { podIdentityAssociations: [...detail.associations] }),
    namespaceConfig: { namespace: detail.namespace },
  }),
  listed: (name) => name,
  missing: (name, clusterName) =>
    eksFaults.notFound(`No addon: ${name} found in cluster: ${clusterName}`, {
      clusterName,
      addonName: name,
    }),
  exists: (name, clusterName) => eksFaults.inUse('Addon already exists.', { clusterName, addonName: name }),
  release: (resource, context) => ownedAssociations.release(resource, context),
}
