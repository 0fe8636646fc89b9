import {
  RemoveClientIDFromOpenIDConnectProvider$,
  type RemoveClientIDFromOpenIDConnectProviderRequest,
} from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { findProvider } from './find-provider.ts'
import { keepProvider } from './keep-provider.ts'
import { providerPermission } from './provider-permission.ts'
import { providerResource } from './provider-resource.ts'

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
