import { UntagOpenIDConnectProvider$, type UntagOpenIDConnectProviderRequest } from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { dropTags } from '../tag/drop-tags.ts'
import { findProvider } from './find-provider.ts'
import { keepProvider } from './keep-provider.ts'
import { providerPermission } from './provider-permission.ts'
import { providerResource } from './provider-resource.ts'

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
