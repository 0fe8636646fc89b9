import {
  UpdateSAMLProvider$,
  type UpdateSAMLProviderRequest,
  type UpdateSAMLProviderResponse,
} from '@aws-sdk/client-iam'
import type { SamlPrivateKey } from '../../../records/saml-provider.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import type { ServiceContext } from '../../service-context.ts'
import { iamConstraints } from '../constraints.ts'
import { iamQuotas } from '../quotas.ts'
import { findSamlProvider } from './find-saml-provider.ts'
import { keepSamlProvider } from './keep-saml-provider.ts'
import { providerMetadata } from './provider-metadata.ts'
import { samlProviderConstraints } from './saml-provider-constraints.ts'
import { samlProviderFaults } from './saml-provider-faults.ts'
import { samlProviderPermission } from './saml-provider-permission.ts'
import { samlProviderResource } from './saml-provider-resource.ts'
import { sealPrivateKey } from './seal-private-key.ts'
import { validUntil } from './valid-until.ts'

export const updateSamlProvider = operation<Given<UpdateSAMLProviderRequest>, UpdateSAMLProviderResponse>(
  UpdateSAMLProvider$,
  {
    constraints: {
      AddPrivateKey: samlProviderConstraints.privateKey,
      AssertionEncryptionMode: samlProviderConstraints.encryptionMode,
      RemovePrivateKey: samlProviderConstraints.privateKeyId,
      SAMLMetadataDocument: samlProviderConstraints.metadataDocument,
      SAMLProviderArn: iamConstraints.arn,
    },
    authorize: samlProviderPermission('UpdateSAMLProvider'),
    trail: { readOnly: false, resources: samlProviderResource },
    async handle(input, context) {
      const { SAMLProviderArn, ...updates } = input
      const provider = await findSamlProvider(SAMLProviderArn, context)
      if (!Object.values(updates).some((update) => update !== undefined)) {
        throw samlProviderFaults.nothingToUpdate()
      }
      const { SAMLMetadataDocument: document, AssertionEncryptionMode } = updates
      const privateKeys = updatedKeys(provider.privateKeys, updates, context)
      const encryptionMode = AssertionEncryptionMode ?? provider.encryptionMode
      if (encryptionMode === 'Required' && privateKeys.length === 0) throw samlProviderFaults.keyMissing()
      const replaced =
        document === undefined
          ? {}
          : { metadataDocument: document, validUntil: validUntil(providerMetadata(document), context.now) }
      await keepSamlProvider({ ...provider, ...replaced, encryptionMode, privateKeys }, context)
      return { SAMLProviderArn: provider.arn }
    },
  },
)

function updatedKeys(
  keys: readonly SamlPrivateKey[],
  { AddPrivateKey: added, RemovePrivateKey: removed }: Partial<UpdateSAMLProviderRequest>,
  context: ServiceContext,
): readonly SamlPrivateKey[] {
  if (added !== undefined && removed !== undefined) throw samlProviderFaults.addAndRemoveKey()
  if (added !== undefined) {
    if (keys.length >= iamQuotas.privateKeysPerSamlProvider) {
      throw samlProviderFaults.keyLimit(iamQuotas.privateKeysPerSamlProvider)
    }
    return [...keys, sealPrivateKey(added, context)]
  }
  if (removed === undefined) return keys
  const left = keys.filter(({ id }) => id !== removed)
  if (left.length === keys.length) throw samlProviderFaults.noSuchKey()
  return left
}
