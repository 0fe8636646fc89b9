import {
  ListSAMLProviders$,
  type ListSAMLProvidersRequest,
  type ListSAMLProvidersResponse,
} from '@aws-sdk/client-iam'
import { samlProviders } from '../../../records/saml-provider.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamArn } from '../iam-arn.ts'
import { iamDate } from '../iam-date.ts'

export const listSamlProviders = operation<Given<ListSAMLProvidersRequest>, ListSAMLProvidersResponse>(
  ListSAMLProviders$,
  {
    authorize: (_input, context) => [
      { action: 'iam:ListSAMLProviders', resource: iamArn('saml-provider/*', context) },
    ],
    trail: { readOnly: true },
    async handle(_input, { transaction, account }) {
      const providers = await transaction.list(samlProviders, [account])
      return {
        SAMLProviderList: providers.map(({ arn, createdAt, validUntil }) => ({
          Arn: arn,
          ValidUntil: iamDate(validUntil),
          CreateDate: iamDate(createdAt),
        })),
      }
    },
  },
)
