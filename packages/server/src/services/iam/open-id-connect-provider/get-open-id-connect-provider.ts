import {
  GetOpenIDConnectProvider$,
  type GetOpenIDConnectProviderRequest,
  type GetOpenIDConnectProviderResponse,
} from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { iamDate } from '../iam-date.ts'
import { tagList } from '../tag/tag-list.ts'
import { findProvider } from './find-provider.ts'
import { providerPermission } from './provider-permission.ts'
import { providerResource } from './provider-resource.ts'

export const getOpenIdConnectProvider = operation<
  Given<GetOpenIDConnectProviderRequest>,
  GetOpenIDConnectProviderResponse
>(GetOpenIDConnectProvider$, {
  constraints: { OpenIDConnectProviderArn: iamConstraints.arn },
  authorize: providerPermission('GetOpenIDConnectProvider'),
  trail: { readOnly: true, resources: providerResource },
  async handle(input, context) {
    const provider = await findProvider(input.OpenIDConnectProviderArn, context)
    return {
      Url: provider.hostPath,
      ClientIDList: [...provider.clientIds],
      ThumbprintList: [...provider.thumbprints],
      CreateDate: iamDate(provider.createdAt),
      Tags: tagList(provider.tags),
    }
  },
})
