import {
  CreateSAMLProvider$,
  type CreateSAMLProviderRequest,
  type CreateSAMLProviderResponse,
} from '@aws-sdk/client-iam'
import { samlProviders } from '../../../records/saml-provider.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { createPermissions } from '../create-permissions.ts'
import { iamFaults } from '../faults.ts'
import { iamArn } from '../iam-arn.ts'
import { iamQuotas } from '../quotas.ts'
import { mergeTags } from '../tag/merge-tags.ts'
import { tagList } from '../tag/tag-list.ts'
import { keepSamlProvider } from './keep-saml-provider.ts'
import { newSamlId } from './new-saml-id.ts'
import { providerMetadata } from './provider-metadata.ts'
import { samlProviderConstraints } from './saml-provider-constraints.ts'
import { samlProviderFaults } from './saml-provider-faults.ts'
import { sealPrivateKey } from './seal-private-key.ts'
import { validUntil } from './valid-until.ts'

export const createSamlProvider = operation<Given<CreateSAMLProviderRequest>, CreateSAMLProviderResponse>(
  CreateSAMLProvider$,
  {
    constraints: {
      AddPrivateKey: samlProviderConstraints.privateKey,
      AssertionEncryptionMode: samlProviderConstraints.encryptionMode,
      Name: samlProviderConstraints.name,
      SAMLMetadataDocument: samlProviderConstraints.metadataDocument,
      Tags: iamConstraints.tags,
    },
    authorize: ({ Name, Tags }, context) =>
      createPermissions('SAMLProvider', iamArn(`saml-provider/${Name}`, context), Tags),
    trail: { readOnly: false, resources: ({ Name }) => [{ type: 'AWS::IAM::SAMLProvider', name: Name }] },
    async handle(input, context) {
      const { transaction, account, now } = context
      const metadata = providerMetadata(input.SAMLMetadataDocument)
      if (await transaction.get(samlProviders, [account, input.Name.toLowerCase()])) {
        throw samlProviderFaults.exists(input.Name)
      }
      const count = await transaction.count(samlProviders, [account])
      if (count >= iamQuotas.samlProvidersPerAccount) {
        throw iamFaults.quotaExceeded('SAMLProvidersPerAccount', iamQuotas.samlProvidersPerAccount)
      }
      const { AddPrivateKey, AssertionEncryptionMode: encryptionMode = 'Allowed' } = input
      const privateKeys = AddPrivateKey === undefined ? [] : [sealPrivateKey(AddPrivateKey, context)]
      if (encryptionMode === 'Required' && privateKeys.length === 0) throw samlProviderFaults.keyMissing()
      const provider = {
        account,
        arn: iamArn(`saml-provider/${input.Name}`, context),
        name: input.Name,
        uuid: newSamlId('SAMLSP', context.random),
        metadataDocument: input.SAMLMetadataDocument,
        createdAt: now,
        validUntil: validUntil(metadata, now),
        encryptionMode,
        privateKeys,
        tags: mergeTags({}, input.Tags),
      }
      await keepSamlProvider(provider, context)
      return {
        SAMLProviderArn: provider.arn,
        ...(input.Tags?.length ? { Tags: tagList(provider.tags) } : {}),
      }
    },
  },
)
