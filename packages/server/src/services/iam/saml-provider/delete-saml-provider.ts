import { DeleteSAMLProvider$, type DeleteSAMLProviderRequest } from '@aws-sdk/client-iam'
import { samlProviders } from '../../../records/saml-provider.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { findSamlProvider } from './find-saml-provider.ts'
import { samlProviderPermission } from './saml-provider-permission.ts'
import { samlProviderResource } from './saml-provider-resource.ts'

/** Roles that name the provider stay as they are, and nobody assumes them through it any more. */
export const deleteSamlProvider = operation<Given<DeleteSAMLProviderRequest>, void>(DeleteSAMLProvider$, {
  constraints: { SAMLProviderArn: iamConstraints.arn },
  authorize: samlProviderPermission('DeleteSAMLProvider'),
  trail: { readOnly: false, resources: samlProviderResource },
  async handle(input, context) {
    const { account, name } = await findSamlProvider(input.SAMLProviderArn, context)
    await context.transaction.delete(samlProviders, [account, name.toLowerCase()])
  },
})
