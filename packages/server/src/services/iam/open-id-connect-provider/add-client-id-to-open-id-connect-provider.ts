import {
  AddClientIDToOpenIDConnectProvider$,
  type AddClientIDToOpenIDConnectProviderRequest,
} from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { clientIds } from './client-ids.ts'
import { findProvider } from './find-provider.ts'
import { keepProvider } from './keep-provider.ts'
import { providerPermission } from './provider-permission.ts'
import { providerResource } from './provider-resource.ts'

export const addClientIdToOpenIdConnectProvider = operation<
  Given<AddClientIDToOpenIDConnectProviderRequest>,
  void
>(AddClientIDToOpenIDConnectProvider$, {
  constraints: { ClientID: iamConstraints.clientId, OpenIDConnectProviderArn: iamConstraints.arn },
  authorize: providerPermission('AddClientIDToOpenIDConnectProvider'),
  trail: { readOnly: false, resources: providerResource },
  async handle(input, context) {
    const provider = await findProvider(input.OpenIDConnectProviderArn, context)
    await keepProvider(
      { ...provider, clientIds: clientIds([...provider.clientIds, input.ClientID]) },
      context,
    )
  },
})
