import {
  ListOpenIDConnectProviderTags$,
  type ListOpenIDConnectProviderTagsRequest,
  type ListOpenIDConnectProviderTagsResponse,
} from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { tagPage } from '../tag/tag-page.ts'
import { findProvider } from './find-provider.ts'
import { providerPermission } from './provider-permission.ts'
import { providerResource } from './provider-resource.ts'

export const listOpenIdConnectProviderTags = operation<
  Given<ListOpenIDConnectProviderTagsRequest>,
  ListOpenIDConnectProviderTagsResponse
>(ListOpenIDConnectProviderTags$, {
  constraints: {
    Marker: iamConstraints.marker,
    MaxItems: iamConstraints.maxItems,
    OpenIDConnectProviderArn: iamConstraints.arn,
  },
  authorize: providerPermission('ListOpenIDConnectProviderTags'),
  trail: { readOnly: true, resources: providerResource },
  async handle(input, context) {
    const provider = await findProvider(input.OpenIDConnectProviderArn, context)
    return tagPage(provider.tags, input)
  },
})
