import type { OpenIdConnectProvider } from '../../../records/open-id-connect-provider.ts'
import { iamConstraints } from '../constraints.ts'
import type { Taggable } from '../tag/taggable.ts'
import { findProvider } from './find-provider.ts'
import { keepProvider } from './keep-provider.ts'
import { providerPermission } from './provider-permission.ts'

/** The tags of OIDC providers. */
export const openIdConnectProviderTags: Taggable<OpenIdConnectProvider> = {
  member: 'OpenIDConnectProviderArn',
  constraint: iamConstraints.arn,
  rule: 'exact',
  resourceType: 'AWS::IAM::OIDCProvider',
  permission: (action, OpenIDConnectProviderArn, context, keys) =>
    providerPermission(action, () => keys)({ OpenIDConnectProviderArn }, context),
  find: findProvider,
  findOwn: findProvider,
  keep: keepProvider,
}
