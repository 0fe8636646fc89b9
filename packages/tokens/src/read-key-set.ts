import { KeyObject } from 'node:crypto'
import { importPublicKey } from './import-public-key.ts'
import { limits } from './limits.ts'
import { readJsonObject } from './read-json-object.ts'
import { type KeySetRefusal, refuseKeySet } from './refuse-key-set.ts'
import type { SigningAlgorithm } from './signing-algorithms.ts'

/** The keys of one issuer, imported once. */
export interface KeySet {
  readonly keys: readonly VerificationKey[]
  /** Keys that are there and cannot be used, so that a refusal can say why. */
  readonly unusable: readonly UnusableKey[]
}

export interface VerificationKey {
  readonly kid?: string
  readonly algorithm: SigningAlgorithm
  readonly key: KeyObject
  /** The numbers of the key as one text: two keys are the same when these are. */
  readonly numbers: string
}

export interface UnusableKey {
  readonly kid?: string
  readonly why: string
}

export type KeySetReading =
  | { readonly ok: true; readonly keySet: KeySet }
  | { readonly ok: false; readonly refusal: KeySetRefusal }

/**
 * Reads a JSON Web Key Set (RFC 7517 §5) from its text or from what its text stands for. Keys of unknown
 * types and keys for encryption are passed over, as the RFC demands, and so are weak ones; a set without a
 * usable key is a set, with which nothing verifies.
 */
export async function readKeySet(jwks: string | object): Promise<KeySetReading> {
  const members = membersOf(jwks)
  if (!members.ok) return members
  const { keys: list } = members.object
  if (!Array.isArray(list)) return refuseKeySet('malformed', 'it has no list of keys')
  if (list.length > limits.keySetKeys)
    return refuseKeySet('too-many-keys', `${list.length}, where ${limits.keySetKeys} are read`)
  const read = await Promise.all(list.map(readKey))
  return { ok: true, keySet: withoutAmbiguousIds(read.filter((key) => key !== undefined)) }
}

function membersOf(jwks: string | object) {
  if (typeof jwks !== 'string')
    return { ok: true, object: jwks as Readonly<Record<string, unknown>> } as const
  if (jwks.length > limits.keySetBytes)
    return refuseKeySet('too-large', `more than ${limits.keySetBytes} characters`)
  const reading = readJsonObject(jwks, limits.documentDepth)
  return reading.ok ? reading : refuseKeySet('malformed', reading.why)
}

async function readKey(jwk: unknown): Promise<VerificationKey | UnusableKey | undefined> {
  if (typeof jwk !== 'object' || jwk === null) return undefined
  const members = jwk as Readonly<Record<string, unknown>>
  const { kid, use, key_ops: operations } = members
  if (kid !== undefined && (typeof kid !== 'string' || kid.length > limits.keyIdCharacters)) return undefined
  const id = kid === undefined ? {} : { kid }
  if (use !== undefined && use !== 'sig') return { ...id, why: 'it is not for signatures' }
  if (operations !== undefined && !(Array.isArray(operations) && operations.includes('verify'))) {
    return { ...id, why: 'it is not for verifying' }
  }
  const imported = await importPublicKey(members)
  if (!imported.ok) return { ...id, why: imported.why }
  const { algorithm, key, publicJwk } = imported
  return { ...id, algorithm, key: KeyObject.from(key), numbers: JSON.stringify(publicJwk) }
}

/**
 * The same key listed twice (Kubernetes before 1.16 did) counts once. Two keys of one algorithm under one id
 * leave open which is meant: neither is used.
 */
function withoutAmbiguousIds(read: readonly (VerificationKey | UnusableKey)[]): KeySet {
  const unusable = read.filter((key) => 'why' in key)
  const usable = read.filter((key) => 'key' in key)
  const isTwin = (one: VerificationKey, other: VerificationKey) =>
    one.kid === other.kid && one.algorithm === other.algorithm
  const distinct = usable.filter(
    (key, at) => usable.findIndex((one) => isTwin(one, key) && one.numbers === key.numbers) === at,
  )
  const isClear = (key: VerificationKey) =>
    key.kid === undefined || distinct.every((other) => other === key || !isTwin(key, other))
  return {
    keys: distinct.filter(isClear),
    unusable: [
      ...unusable,
      ...distinct
        .filter((key) => !isClear(key))
        .map(({ kid }) => ({ ...(kid === undefined ? {} : { kid }), why: 'another key bears its id' })),
    ],
  }
}
