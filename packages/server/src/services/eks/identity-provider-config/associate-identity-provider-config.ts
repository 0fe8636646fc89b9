import {
  AssociateIdentityProviderConfig$,
  type AssociateIdentityProviderConfigRequest,
  type AssociateIdentityProviderConfigResponse,
} from '@aws-sdk/client-eks'
import { structure, text } from '@rolecall/aws-protocol'
import { clusterResources } from '../../../records/cluster-resource.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { clusterPermission } from '../cluster/cluster-permission.ts'
import { findCluster } from '../cluster/find-cluster.ts'
import { createClusterResource } from '../cluster-resource/create-cluster-resource.ts'
import { eksFaults } from '../faults.ts'
import { requestTagKeys } from '../tag/request-tag-keys.ts'
import { startUpdate } from '../update/start-update.ts'
import { identityProviderConfigKind } from './identity-provider-config-kind.ts'

/** A cluster has one. Source: "Amazon EKS service quotas", Amazon EKS User Guide. */
export const associateIdentityProviderConfig = operation<
  Given<AssociateIdentityProviderConfigRequest>,
  AssociateIdentityProviderConfigResponse
>(AssociateIdentityProviderConfig$, {
  constraints: { oidc: structure({ identityProviderConfigName: text({ min: 1, max: 100 }) }) },
  authorize: clusterPermission('AssociateIdentityProviderConfig', ({ oidc, tags }) => [
    ...requestTagKeys(tags),
    ['eks:clientId', oidc.clientId ?? ''],
    ['eks:issuerUrl', oidc.issuerUrl ?? ''],
  ]),
  trail: { readOnly: false },
  async handle(input, context) {
    const { identityProviderConfigName: name = '', ...detail } = input.oidc
    const cluster = await findCluster(input.clusterName, context)
    const make = async () => {
      // The token is the update's; what it makes is known again by the update.
      const { clientRequestToken: _token, ...rest } = input
      await createClusterResource(
        identityProviderConfigKind,
        name,
        rest,
        async ({ id }) => {
          const [present] = await context.transaction.list(clusterResources, [id, 'identityproviderconfig'])
          if (present)
            throw eksFaults.limitExceeded('A cluster can have only one OIDC identity provider config.', {
              clusterName: cluster.name,
            })
          if (URL.parse(detail.issuerUrl ?? '')?.protocol !== 'https:')
            throw eksFaults.invalidParameter('issuerUrl must be a valid https URL.')
          return detail
        },
        context,
      )
      const params = [['IdentityProviderConfig', [{ type: 'oidc', name }]]] as const
      return { type: 'AssociateIdentityProviderConfig' as const, params }
    }
    const answer = await startUpdate(cluster, input, make, context)
    return { ...answer, tags: { ...input.tags } }
  },
})
