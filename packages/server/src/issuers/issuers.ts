import { type Clock, issuerUrl } from '@rolecall/core'
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
import type { ConnectedKeySets } from './connected-key-sets.ts'
import { hostedIssuerId } from './hosted-issuer-id.ts'
import { longestTokenSeconds } from './longest-token-seconds.ts'

const notForFederation: KeySetReading = {
  ok: false,
  refusal: { code: 'bad-issuer', message: 'the issuer is for services outside' },
}

/** The keys of every issuer: of ours from the store, of others from where they publish them. */
export interface Issuers {
  /** A new issuer with its first key; the caller keeps it. */
  make(named: Pick<HostedIssuer, 'id' | 'url' | 'clusterArn'>): Promise<HostedIssuer>
  /** A key for a ring, its private part sealed. */
  newKey(algorithm: SigningAlgorithm): Promise<HostedKey>
  /** A ring with its first key, whose tokens live no longer than this. */
  newRing(algorithm: SigningAlgorithm, longestTokenSeconds: number): Promise<KeyRing<HostedKey>>
  /** The key that signs now. */
  signingKey(issuer: Pick<HostedIssuer, 'url' | 'ring'>): Promise<SigningKey>
  /**
   * The keys that tokens of this issuer are verified with in an account, which has registered it. Keys that were
   * uploaded for a connected cluster hold in the account of that cluster alone.
   */
  keySet(issuer: string, keyId: string | undefined, reader: Reader, account: string): Promise<KeySetReading>
}

interface Tools {
  readonly vault: Vault
  readonly clock: Clock
  readonly remote: RemoteKeySets
  readonly connected: ConnectedKeySets
  readonly allowLoopbackHttp: boolean
}

export function issuers(tools: Tools): Issuers {
  const { vault, clock, remote, connected, allowLoopbackHttp } = tools
  const imported = new Map<string, Promise<SigningKey>>()
  const keySets = new WeakMap<HostedIssuer, { reading: Promise<KeySetReading>; until: number }>()
  const newKey: Issuers['newKey'] = async (algorithm) => hostedKey(await generateSigningKey(algorithm), vault)
  const newRing: Issuers['newRing'] = async (algorithm, seconds) =>
    rotate({ keys: [] }, clock(), await newKey(algorithm), seconds)
  const keySetOf = (hosted: HostedIssuer) => {
    const now = clock()
    const known = keySets.get(hosted)
    if (known && now < known.until) return known.reading
    const reading = readKeySet(jwksDocument(publishedKeys(hosted.ring, now)))
    const ends = hosted.ring.keys.map(({ publishedUntil = Infinity }) => publishedUntil)
    keySets.set(hosted, { reading, until: Math.min(...ends.filter((end) => end > now)) })
    return reading
  }
  return {
    make: async (named) => ({ ...named, ring: await newRing('RS256', longestTokenSeconds) }),
    newKey,
    newRing,
    async signingKey(issuer) {
      const key = signingKey(issuer.ring, clock())
      if (!key) throw new Error(`issuer ${issuer.url} has no key to sign with`)
      const known = imported.get(key.kid) ?? openKey(key, vault)
      imported.set(key.kid, known)
      return known
    },
    async keySet(issuer, keyId, reader, account) {
      const id = hostedIssuerId(issuer)
      // Tokens for services outside are not for federation into this one, as on AWS.
      if (id !== undefined && (await reader.get(outboundIssuerIds, [id]))) return notForFederation
      const hosted = id === undefined ? undefined : await reader.get(hostedIssuers, [id])
      if (hosted?.url === issuer) return keySetOf(hosted)
      const url = issuerUrl(issuer, { allowLoopbackHttp })
      const own = url && (await connected.find(url, account, reader))
      return own ? own(keyId) : remote.get(issuer, keyId)
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
