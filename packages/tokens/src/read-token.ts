import type { Claims } from './claims.ts'
import { decodeBase64url } from './decode-base64url.ts'
import { limits } from './limits.ts'
import { type JsonObject, readJsonObject } from './read-json-object.ts'
import { refuseToken, type TokenRefusal } from './refuse-token.ts'
import { type SigningAlgorithm, signingAlgorithms } from './signing-algorithms.ts'

/**
 * Types that say who someone is. Others, such as a logout token or a proof of possession, are signed with the
 * same keys and mean something else (RFC 8725 §3.11). ServiceAccount tokens have no type.
 */
const types = new Set(['jwt', 'at+jwt'])

/** A token that has been read and not verified: all of it may be the sender's invention. */
export interface UnverifiedToken {
  readonly header: { readonly algorithm: SigningAlgorithm; readonly kid?: string }
  readonly claims: Claims
  /** The bytes the signature is over. */
  readonly signed: Uint8Array<ArrayBuffer>
  readonly signature: Uint8Array<ArrayBuffer>
}

export type TokenReading =
  | { readonly ok: true; readonly token: UnverifiedToken }
  | { readonly ok: false; readonly refusal: TokenRefusal }

/**
 * Reads a JSON Web Token in compact form, three segments of strict base64url:
 *
 *     BASE64URL(header) . BASE64URL(claims) . BASE64URL(signature)
 *
 * Header and claims are JSON objects in UTF-8 in which no name stands twice. The text is an attacker's.
 * Source: RFC 7515 §7.1, RFC 7519 §7.2, RFC 8725.
 */
export function readToken(text: string): TokenReading {
  if (text.length > limits.tokenCharacters) {
    return refuseToken('too-large', `more than ${limits.tokenCharacters} characters`)
  }
  const segments = text.split('.')
  const [headerText, claimsText, signatureText] = segments
  if (segments.length !== 3 || headerText === undefined || !claimsText || signatureText === undefined) {
    return refuseToken('malformed', `it has ${segments.length} segments`)
  }
  const header = readSegment(headerText, 'header')
  if (!header.ok) return header
  const checked = checkHeader(header.object)
  if (!checked.ok) return checked
  const claims = readSegment(claimsText, 'claims')
  if (!claims.ok) return claims
  const signature = decodeBase64url(signatureText)
  if (!signature || signature.length === 0) {
    return refuseToken('malformed', 'its signature is empty or no base64url')
  }
  const signed = Buffer.from(text.slice(0, headerText.length + 1 + claimsText.length), 'latin1')
  return { ok: true, token: { header: checked.header, claims: claims.object, signed, signature } }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function readSegment(text: string, part: 'header' | 'claims') {
  const bytes = decodeBase64url(text)
  if (!bytes) return refuseToken('malformed', `its ${part} is no base64url`)
  let json: string
  try {
    json = utf8.decode(bytes)
  } catch {
    return refuseToken('malformed', `its ${part} is no UTF-8`)
  }
  const reading = readJsonObject(json, limits.tokenDepth)
  if (reading.ok) return reading
  return refuseToken(reading.why, reading.why === 'malformed' ? `its ${part} is no JSON object` : undefined)
}

/**
 * `crit` and `b64` change what the signature means, and a `jwk` is the sender's own key: each is refused.
 * `jku`, `x5u`, `x5c` and `x5t` also point at keys, but issuers do write them (Cloud Foundry, Entra ID);
 * nothing here reads them, so that a token that brings its own key is one of an unknown key.
 */
const refusedMembers = ['crit', 'b64', 'jwk', 'zip', 'enc']

function checkHeader(header: JsonObject) {
  const { alg, kid, typ } = header
  if (typeof alg !== 'string' || !Object.hasOwn(signingAlgorithms, alg))
    return refuseToken('unsupported-algorithm')
  const refused = refusedMembers.find((member) => Object.hasOwn(header, member))
  if (refused) return refuseToken('unsupported-header', `"${refused}"`)
  if (typ !== undefined && !(typeof typ === 'string' && types.has(mediaType(typ))))
    return refuseToken('unsupported-type')
  if (kid !== undefined && (typeof kid !== 'string' || kid.length > limits.keyIdCharacters)) {
    return refuseToken('malformed', `its key id is no text of at most ${limits.keyIdCharacters} characters`)
  }
  const algorithm = alg as SigningAlgorithm
  return { ok: true, header: kid === undefined ? { algorithm } : { algorithm, kid } } as const
}

/** Media types are compared without regard to case, and `application/` may be left out (RFC 7515 §4.1.9). */
function mediaType(typ: string): string {
  return typ.toLowerCase().replace(/^application\//, '')
}
