import type { Jwk, KeyRing, PublicKey } from '@rolecall/tokens'
import { collection } from '../store/collection.ts'

/** An issuer this server hosts: it signs the ServiceAccount tokens of an embedded cluster. */
export interface HostedIssuer {
  /** 32 hex digits. */
  readonly id: string
  /** As it stands in `iss`. Fixed when the issuer is made, because providers and trust policies name it. */
  readonly url: string
  readonly clusterArn: string
  readonly ring: KeyRing<HostedKey>
}

export interface HostedKey extends PublicKey {
  readonly publicJwk: Jwk
  /** The private JWK; opens in the vault at `issuer key KID`. */
  readonly sealedPrivateJwk: string
}

export const hostedIssuers = collection<HostedIssuer, [id: string]>('issuer.hosted')
