import { TagOpenIDConnectProvider$, type TagOpenIDConnectProviderRequest } from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { mergeTags } from '../tag/merge-tags.ts'
import { requestTagKeys } from '../tag/request-tag-keys.ts'
import { findProvider } from './find-provider.ts'
import { keepProvider } from './keep-provider.ts'
import { providerPermission } from './provider-permission.ts'
import { providerResource } from './provider-resource.ts'

export const tagOpenIdConnectProvider = operation<Given<TagOpenIDConnectProviderRequest>, void>(
  TagOpenIDConnectProvider$,
  {
    constraints: { OpenIDConnectProviderArn: iamConstraints.arn, Tags: iamConstraints.tags },
    authorize: providerPermission('TagOpenIDConnectProvider', ({ Tags }) => requestTagKeys(Tags)),
    trail: { readOnly: false, resources: providerResource },
    async handle(input, context) {
      const provider = await findProvider(input.OpenIDConnectProviderArn, context)
      await keepProvider({ ...provider, tags: mergeTags(provider.tags, input.Tags) }, context)
    },
  },
)
