import type { Claims } from './claims.ts'

/**
 * The audiences of a token: `aud` is one text or a list of texts (RFC 7519 §4.1.3). Anything else, also a
 * list in which one member is no text, is no audience at all, so that it matches nothing.
 */
export function audiences(claims: Claims): readonly string[] {
  const { aud } = claims
  const list: unknown[] = Array.isArray(aud) ? aud : [aud]
  return list.every((one) => typeof one === 'string' && one !== '') ? (list as string[]) : []
}
