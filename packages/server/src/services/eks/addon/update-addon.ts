import { UpdateAddon$, type UpdateAddonRequest, type UpdateAddonResponse } from '@aws-sdk/client-eks'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { changeClusterResource } from '../cluster-resource/change-cluster-resource.ts'
import { clusterResourcePermission } from '../cluster-resource/cluster-resource-permission.ts'
import { eksConstraints } from '../constraints.ts'
import { addonConstraints } from './addon-constraints.ts'
import { addonKind } from './addon-kind.ts'
import { addonPermissions } from './addon-permissions.ts'
import { knownAddon } from './known-addon.ts'
import { refuseConfiguration } from './refuse-configuration.ts'
import { refuseServiceAccountRole } from './refuse-service-account-role.ts'
import { replaceOwnedAssociations } from './replace-owned-associations.ts'

type Asked = Given<UpdateAddonRequest>

const permission = clusterResourcePermission(addonKind, 'UpdateAddon')

/** Associations that are given stand in place of those that were; an empty list takes them away. */
export const updateAddon = operation<Asked, UpdateAddonResponse>(UpdateAddon$, {
  constraints: {
    clusterName: eksConstraints.clusterName,
    configurationValues: addonConstraints.configurationValues,
    podIdentityAssociations: addonConstraints.podIdentityAssociations,
    resolveConflicts: addonConstraints.resolveConflicts,
    serviceAccountRoleArn: eksConstraints.roleArn,
  },
  authorize: async (input, context) => [...(await permission(input, context)), ...addonPermissions(input)],
  trail: { readOnly: false },
  handle: (input, context) =>
    changeClusterResource(
      addonKind,
      input,
      async ({ detail, name, arn }, cluster) => {
        const { configurationValues, podIdentityAssociations, resolveConflicts, serviceAccountRoleArn } =
          input
        const row = knownAddon.named(name, cluster.version)
        const { addonVersion } = input
        if (addonVersion !== undefined) knownAddon.version(row, addonVersion, cluster.version)
        if (configurationValues !== undefined) refuseConfiguration(name, configurationValues)
        refuseServiceAccountRole(serviceAccountRoleArn)
        const owner = { cluster, arn, namespace: detail.namespace }
        const associations =
          podIdentityAssociations && (await replaceOwnedAssociations(owner, podIdentityAssociations, context))
        const changed = {
          ...detail,
          ...(addonVersion === undefined ? {} : { version: addonVersion }),
          ...(serviceAccountRoleArn === undefined ? {} : { serviceAccountRoleArn }),
          ...(configurationValues === undefined ? {} : { configurationValues }),
          ...(associations ? { associations: associations.map(({ id }) => id) } : {}),
        }
        const params = [
          ['AddonVersion', addonVersion],
          ['ServiceAccountRoleArn', serviceAccountRoleArn],
          ['ResolveConflicts', resolveConflicts],
          ['ConfigurationValues', configurationValues],
          ['PodIdentityAssociations', associations?.map(({ arn: made }) => made)],
        ] as const
        return { type: 'AddonUpdate', detail: changed, params }
      },
      context,
    ),
})
