import {
  ListOpenIDConnectProviders$,
  type ListOpenIDConnectProvidersRequest,
  type ListOpenIDConnectProvidersResponse,
} from '@aws-sdk/client-iam'
import { openIdConnectProviders } from '../../../records/open-id-connect-provider.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamArn } from '../iam-arn.ts'

export const listOpenIdConnectProviders = operation<
  Given<ListOpenIDConnectProvidersRequest>,
  ListOpenIDConnectProvidersResponse
>(ListOpenIDConnectProviders$, {
  authorize: (_input, context) => [
    { action: 'iam:ListOpenIDConnectProviders', resource: iamArn('oidc-provider/*', context) },
  ],
  trail: { readOnly: true },
  async handle(_input, { transaction, account }) {
    const providers = await transaction.list(openIdConnectProviders, [account])
    return { OpenIDConnectProviderList: providers.map(({ arn }) => ({ Arn: arn })) }
  },
})
