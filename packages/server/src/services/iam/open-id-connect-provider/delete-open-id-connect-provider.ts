import { DeleteOpenIDConnectProvider$, type DeleteOpenIDConnectProviderRequest } from '@aws-sdk/client-iam'
import { openIdConnectProviders } from '../../../records/open-id-connect-provider.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { iamFaults } from '../faults.ts'
import { findProvider } from './find-provider.ts'
import { providerPermission } from './provider-permission.ts'
import { providerResource } from './provider-resource.ts'

export const deleteOpenIdConnectProvider = operation<Given<DeleteOpenIDConnectProviderRequest>, void>(
  DeleteOpenIDConnectProvider$,
  {
    constraints: { OpenIDConnectProviderArn: iamConstraints.arn },
    authorize: providerPermission('DeleteOpenIDConnectProvider'),
    trail: { readOnly: false, resources: providerResource },
    async handle(input, context) {
      const provider = await findProvider(
        input.OpenIDConnectProviderArn,
        context,
        iamFaults.noSuchProviderToDelete,
      )
      await context.transaction.delete(openIdConnectProviders, [provider.account, provider.hostPath])
    },
  },
)
