import { type IssuerUrl, issuerUrl } from '@rolecall/core'
import { type FetchLike, fetchText } from './fetch-text.ts'
import { limits } from './limits.ts'
import { readJsonObject } from './read-json-object.ts'
import { type KeySetReading, readKeySet } from './read-key-set.ts'
import { refuseKeySet } from './refuse-key-set.ts'

/**
 * Asks an issuer for its discovery document, and the address in it for keys. The document has to be that of
 * this issuer but for a slash at the end: the self-hosted recipe of the EKS pod identity webhook publishes
 * `https://HOST/` for tokens of `https://HOST`. Source: OpenID Connect Discovery 1.0 §4.
 */
export async function fetchKeySet(
  fetch: FetchLike,
  target: IssuerUrl,
  timeoutMs: number,
): Promise<KeySetReading> {
  const address = `${target.url}/.well-known/openid-configuration`
  const discovery = await fetchText(fetch, address, limits.discoveryBytes, timeoutMs)
  if (!discovery.ok) return discovery
  const document = readJsonObject(discovery.text, limits.documentDepth)
  if (!document.ok) return refuseKeySet('bad-answer', 'the discovery document is no JSON object')
  const { issuer, jwks_uri: jwksUri } = document.object
  if (
    typeof issuer !== 'string' ||
    issuerUrl(issuer, { allowLoopbackHttp: target.isHttp })?.url !== target.url
  ) {
    return refuseKeySet('wrong-issuer')
  }
  if (typeof jwksUri !== 'string' || !isFetchable(jwksUri, target)) {
    return refuseKeySet('bad-answer', 'the discovery document has no "jwks_uri" that keys are fetched from')
  }
  const jwks = await fetchText(fetch, jwksUri, limits.keySetBytes, timeoutMs)
  if (!jwks.ok) return jwks
  return readKeySet(jwks.text)
}

/** Keys may lie at another host (Google's do), but only an issuer on this machine sends us there without TLS. */
function isFetchable(text: string, target: IssuerUrl): boolean {
  const url = URL.parse(text)
  if (!url || url.username || url.password || url.hash) return false
  if (url.protocol === 'https:') return true
  return target.isHttp && issuerUrl(url.origin, { allowLoopbackHttp: true }) !== undefined
}
