import { UntagOpenIDConnectProvider$, type UntagOpenIDConnectProviderRequest } from '@aws-sdk/client-iam'
import type { Given } from '../given.ts'
import { operation } from '../operation.ts'
import { iamConstraints } from './constraints.ts'
import { findProvider } from './provider/find-provider.ts'
import { keepProvider } from './provider/keep-provider.ts'
import { providerPermission } from './provider/provider-permission.ts'
import { providerResource } from './provider/provider-resource.ts'
import { dropTags } from './tag/drop-tags.ts'

export const untagOpenIdConnectProvider = operation<Given<UntagOpenIDConnectProviderRequest>, void>(
  UntagOpenIDConnectProvider$,
  {
    constraints: { OpenIDConnectProviderArn: iamConstraints.arn, TagKeys: iamConstraints.tagKeys },
    authorize: providerPermission('UntagOpenIDConnectProvider', ({ TagKeys }) => [['aws:TagKeys', TagKeys]]),
    trail: { readOnly: false, resources: providerResource },
    async handle(input, context) {
      const provider = await findProvider(input.OpenIDConnectProviderArn, context)
      await keepProvider({ ...provider, tags: dropTags(provider.tags, input.TagKeys) }, context)
    },
  },
)
