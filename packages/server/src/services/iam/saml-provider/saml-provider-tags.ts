import type { SamlProvider } from '../../../records/saml-provider.ts'
import { iamConstraints } from '../constraints.ts'
import type { Taggable } from '../tag/taggable.ts'
import { findSamlProvider } from './find-saml-provider.ts'
import { keepSamlProvider } from './keep-saml-provider.ts'
import { samlProviderPermission } from './saml-provider-permission.ts'

/** The tags of SAML providers. */
export const samlProviderTags: Taggable<SamlProvider> = {
  member: 'SAMLProviderArn',
  constraint: iamConstraints.arn,
  rule: 'exact',
  resourceType: 'AWS::IAM::SAMLProvider',
  permission: (action, SAMLProviderArn, context, keys) =>
    samlProviderPermission(action, () => keys)({ SAMLProviderArn }, context),
  find: findSamlProvider,
  findOwn: findSamlProvider,
  keep: keepSamlProvider,
}
