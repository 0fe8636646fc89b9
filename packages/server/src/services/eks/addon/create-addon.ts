import { CreateAddon$, type CreateAddonRequest, type CreateAddonResponse } from '@aws-sdk/client-eks'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { clusterPermission } from '../cluster/cluster-permission.ts'
import { createClusterResource } from '../cluster-resource/create-cluster-resource.ts'
import { eksConstraints } from '../constraints.ts'
import { eksFaults } from '../faults.ts'
import { requestTagKeys } from '../tag/request-tag-keys.ts'
import { addonConstraints } from './addon-constraints.ts'
import { addonKind } from './addon-kind.ts'
import { addonPermissions } from './addon-permissions.ts'
import { knownAddon } from './known-addon.ts'
import { refuseConfiguration } from './refuse-configuration.ts'
import { refuseServiceAccountRole } from './refuse-service-account-role.ts'
import { replaceOwnedAssociations } from './replace-owned-associations.ts'

type Asked = Given<CreateAddonRequest>

const permission = clusterPermission<Asked>('CreateAddon', ({ tags }) => requestTagKeys(tags))
/** As Kubernetes names namespaces. */
const namespaceForm = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/

export const createAddon = operation<Asked, CreateAddonResponse>(CreateAddon$, {
  constraints: {
    clusterName: eksConstraints.clusterName,
    configurationValues: addonConstraints.configurationValues,
    podIdentityAssociations: addonConstraints.podIdentityAssociations,
    resolveConflicts: addonConstraints.resolveConflicts,
    serviceAccountRoleArn: eksConstraints.roleArn,
  },
  authorize: async (input, context) => [...(await permission(input, context)), ...addonPermissions(input)],
  trail: { readOnly: false },
  async handle(input, context) {
    const { addonName, addonVersion, configurationValues, podIdentityAssociations = [] } = input
    const { resource } = await createClusterResource(
      addonKind,
      addonName,
      input,
      async (cluster, arn) => {
        const row = knownAddon.named(addonName, cluster.version)
        const version = knownAddon.version(row, addonVersion, cluster.version)
        if (configurationValues !== undefined) refuseConfiguration(addonName, configurationValues)
        refuseServiceAccountRole(input.serviceAccountRoleArn)
        const { namespace = row.namespace } = input.namespaceConfig ?? {}
        if (!namespaceForm.test(namespace))
          throw eksFaults.invalidParameter(`Invalid namespace: ${namespace}`)
        const associations = await replaceOwnedAssociations(
          { cluster, arn, namespace },
          podIdentityAssociations,
          context,
        )
        return {
          version,
          namespace,
          serviceAccountRoleArn: input.serviceAccountRoleArn,
          configurationValues,
          associations: associations.map(({ id }) => id),
        }
      },
      context,
    )
    return { addon: await addonKind.output(resource, context) }
  },
})
