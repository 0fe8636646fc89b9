import {
  DisassociateIdentityProviderConfig$,
  type DisassociateIdentityProviderConfigRequest,
  type DisassociateIdentityProviderConfigResponse,
} from '@aws-sdk/client-eks'
import { clusterResources } from '../../../records/cluster-resource.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { findCluster } from '../cluster/find-cluster.ts'
import { clusterResourcePermission } from '../cluster-resource/cluster-resource-permission.ts'
import { findClusterResource } from '../cluster-resource/find-cluster-resource.ts'
import { startUpdate } from '../update/start-update.ts'
import { identityProviderConfigKind } from './identity-provider-config-kind.ts'

export const disassociateIdentityProviderConfig = operation<
  Given<DisassociateIdentityProviderConfigRequest>,
  DisassociateIdentityProviderConfigResponse
>(DisassociateIdentityProviderConfig$, {
  constraints: identityProviderConfigKind.constraints,
  authorize: clusterResourcePermission(identityProviderConfigKind, 'DisassociateIdentityProviderConfig'),
  trail: { readOnly: false },
  async handle(input, context) {
    const cluster = await findCluster(input.clusterName, context)
    const make = async () => {
      const { resource } = await findClusterResource(identityProviderConfigKind, input, context)
      const { clusterId, type, name } = resource
      await context.transaction.delete(clusterResources, [clusterId, type, name])
      const params = [['IdentityProviderConfig', [{ type: 'oidc', name }]]] as const
      return { type: 'DisassociateIdentityProviderConfig' as const, params }
    }
    return startUpdate(cluster, input, make, context)
  },
})
