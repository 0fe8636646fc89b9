import type { Clock } from '@rolecall/core'
import {
  generateSigningKey,
  importSigningKey,
  jwksDocument,
  type KeyRing,
  type KeySetReading,
  publishedKeys,
  type RemoteKeySets,
  readKeySet,
  rotate,
  type SigningAlgorithm,
  type SigningKey,
  signingKey,
} from '@rolecall/tokens'
import { type HostedIssuer, type HostedKey, hostedIssuers } from '../records/hosted-issuer.ts'
import { outboundIssuerIds } from '../records/outbound-issuer.ts'
import type { Vault } from '../secrets/vault.ts'
import type { Reader } from '../store/store.ts'
import { hostedIssuerId } from './hosted-issuer-id.ts'

/** Kubernetes' own bound of a token's life is set by the issuer; EKS allows a day. */
const longestTokenSeconds = 86_400

const notForFederation: KeySetReading = {
  ok: false,
  refusal: { code: 'bad-issuer', message: 'the issuer is for services outside' },
}

/** The keys of every issuer: of ours from the store, of others from where they publish them. */
export interface Issuers {
  /** A new issuer with its first key; the caller keeps it. */
  make(named: Pick<HostedIssuer, 'id' | 'url' | 'clusterArn'>): Promise<HostedIssuer>
  /** A ring with its first key, whose tokens live no longer than this. */
  newRing(algorithm: SigningAlgorithm, longestTokenSeconds: number): Promise<KeyRing<HostedKey>>
  /** The key that signs now. */
  signingKey(issuer: Pick<HostedIssuer, 'url' | 'ring'>): Promise<SigningKey>
  /** The keys that tokens of this issuer are verified with. The issuer has been found to be registered. */
  keySet(issuer: string, keyId: string | undefined, reader: Reader): Promise<KeySetReading>
}

export function issuers(tools: { vault: Vault; clock: Clock; remote: RemoteKeySets }): Issuers {
  const { vault, clock, remote } = tools
  const imported = new Map<string, Promise<SigningKey>>()
  const keySets = new WeakMap<HostedIssuer, Promise<KeySetReading>>()
  const newRing: Issuers['newRing'] = async (algorithm, seconds) => {
    const key = await generateSigningKey(algorithm)
    return rotate({ keys: [] }, clock(), hostedKey(key, vault), seconds)
  }
  return {
    make: async (named) => ({ ...named, ring: await newRing('RS256', longestTokenSeconds) }),
    newRing,
    async signingKey(issuer) {
      const key = signingKey(issuer.ring, clock())
      if (!key) throw new Error(`issuer ${issuer.url} has no key to sign with`)
      const known = imported.get(key.kid) ?? openKey(key, vault)
      imported.set(key.kid, known)
      return known
    },
    async keySet(issuer, keyId, reader) {
      const id = hostedIssuerId(issuer)
      // Tokens for services outside are not for federation into this one, as on AWS.
      if (id !== undefined && (await reader.get(outboundIssuerIds, [id]))) return notForFederation
      const hosted = id === undefined ? undefined : await reader.get(hostedIssuers, [id])
      if (hosted?.url !== issuer) return remote.get(issuer, keyId)
      const known = keySets.get(hosted) ?? readKeySet(jwksDocument(publishedKeys(hosted.ring, clock())))
      keySets.set(hosted, known)
      return known
    },
  }
}

function hostedKey({ kid, algorithm, publicJwk, privateJwk }: SigningKey, vault: Vault): HostedKey {
  const sealedPrivateJwk = vault.close(`issuer key ${kid}`, JSON.stringify(privateJwk))
  return { kid, algorithm, publicJwk, sealedPrivateJwk }
}

function openKey({ kid, sealedPrivateJwk }: HostedKey, vault: Vault): Promise<SigningKey> {
  return importSigningKey(JSON.parse(vault.open(`issuer key ${kid}`, sealedPrivateJwk)))
}
