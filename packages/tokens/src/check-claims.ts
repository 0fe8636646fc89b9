import type { Claims, VerifiedClaims } from './claims.ts'
import { refuseToken, type TokenRefusal } from './refuse-token.ts'

export interface TokenChecks {
  /** Must equal the claim `iss` character by character. */
  readonly issuer: string
  /** Milliseconds since the epoch. */
  readonly now: number
  /** How far `nbf` and `iat` may lie ahead of our clock; 60 when left out. `exp` gets none. */
  readonly leewaySeconds?: number
}

export type TokenVerdict =
  | { readonly ok: true; readonly claims: VerifiedClaims }
  | { readonly ok: false; readonly refusal: TokenRefusal }

const defaultLeewaySeconds = 60
/** The last second of the year 9999. RFC 7519 lets times have fractions; no issuer known to us writes any. */
const lastSecond = 253_402_300_799

/** Checks the claims of a token whose signature is verified. Source: RFC 7519 §4.1. */
export function checkClaims(claims: Claims, checks: TokenChecks): TokenVerdict {
  const { iss, sub, exp, nbf, iat } = claims
  if (typeof iss !== 'string') return refuseToken('bad-claim', '"iss"')
  if (iss !== checks.issuer) return refuseToken('wrong-issuer')
  if (typeof sub !== 'string' || sub === '') return refuseToken('bad-claim', '"sub"')
  if (!isTime(exp)) return refuseToken('bad-claim', '"exp"')
  const latest = checks.now + (checks.leewaySeconds ?? defaultLeewaySeconds) * 1000
  for (const [name, time] of [
    ['nbf', nbf],
    ['iat', iat],
  ] as const) {
    if (time === undefined) continue
    if (!isTime(time)) return refuseToken('bad-claim', `"${name}"`)
    if (time * 1000 > latest) return refuseToken('not-yet-valid', `by its "${name}"`)
  }
  if (checks.now >= exp * 1000) return refuseToken('expired')
  return { ok: true, claims: claims as VerifiedClaims }
}

function isTime(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= lastSecond
}
