import {
  GetSAMLProvider$,
  type GetSAMLProviderRequest,
  type GetSAMLProviderResponse,
} from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { iamDate } from '../iam-date.ts'
import { tagList } from '../tag/tag-list.ts'
import { findSamlProvider } from './find-saml-provider.ts'
import { samlProviderPermission } from './saml-provider-permission.ts'
import { samlProviderResource } from './saml-provider-resource.ts'

/** The private keys themselves are never told again. */
export const getSamlProvider = operation<Given<GetSAMLProviderRequest>, GetSAMLProviderResponse>(
  GetSAMLProvider$,
  {
    constraints: { SAMLProviderArn: iamConstraints.arn },
    authorize: samlProviderPermission('GetSAMLProvider'),
    trail: { readOnly: true, resources: samlProviderResource },
    async handle(input, context) {
      const provider = await findSamlProvider(input.SAMLProviderArn, context)
      return {
        SAMLProviderUUID: provider.uuid,
        SAMLMetadataDocument: provider.metadataDocument,
        CreateDate: iamDate(provider.createdAt),
        ValidUntil: iamDate(provider.validUntil),
        Tags: tagList(provider.tags),
        AssertionEncryptionMode: provider.encryptionMode,
        PrivateKeyList: provider.privateKeys.map(({ id, createdAt }) => ({
          KeyId: id,
          Timestamp: iamDate(createdAt),
        })),
      }
    },
  },
)
