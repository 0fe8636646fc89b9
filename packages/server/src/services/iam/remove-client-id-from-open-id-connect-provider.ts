import {
  RemoveClientIDFromOpenIDConnectProvider$,
  type RemoveClientIDFromOpenIDConnectProviderRequest,
} from '@aws-sdk/client-iam'
import type { Given } from '../given.ts'
import { operation } from '../operation.ts'
import { iamConstraints } from './constraints.ts'
import { findProvider } from './provider/find-provider.ts'
import { keepProvider } from './provider/keep-provider.ts'
import { providerPermission } from './provider/provider-permission.ts'
import { providerResource } from './provider/provider-resource.ts'

export const removeClientIdFromOpenIdConnectProvider = operation<
  Given<RemoveClientIDFromOpenIDConnectProviderRequest>,
  void
>(RemoveClientIDFromOpenIDConnectProvider$, {
  constraints: { ClientID: iamConstraints.clientId, OpenIDConnectProviderArn: iamConstraints.arn },
  authorize: providerPermission('RemoveClientIDFromOpenIDConnectProvider'),
  trail: { readOnly: false, resources: providerResource },
  async handle(input, context) {
    const provider = await findProvider(input.OpenIDConnectProviderArn, context)
    const clientIds = provider.clientIds.filter((id) => id !== input.ClientID)
    await keepProvider({ ...provider, clientIds }, context)
  },
})
