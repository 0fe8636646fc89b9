import { collection } from '../store/collection.ts'
import type { Tags } from './tags.ts'

export interface SamlProvider {
  readonly account: string
  readonly arn: string
  readonly name: string
  /** `SAMLSP…`, what AWS calls its UUID. It stands in the sign-in URL that is the provider's own. */
  readonly uuid: string
  /** As given. What is trusted of it is read from here each time, so that there is one truth. */
  readonly metadataDocument: string
  readonly createdAt: number
  readonly validUntil: number
  readonly encryptionMode: 'Allowed' | 'Required'
  readonly privateKeys: readonly SamlPrivateKey[]
  readonly tags: Tags
}

/** Opens assertions that the identity provider encrypted. */
export interface SamlPrivateKey {
  readonly id: string
  readonly createdAt: number
  /** PEM; opens in the vault at `SAML private key ID`. */
  readonly sealedKey: string
}

/** By the name in small letters: names that differ in case only are one. */
export const samlProviders = collection<SamlProvider, [account: string, name: string]>('iam.saml-provider')
