import type { Claims, SigningKey, TokenRefusalCode } from '@rolecall/tokens'
import { badTokenRows } from './bad-tokens.data.ts'
import { forge } from './forge.ts'

export interface BadToken {
  readonly name: string
  readonly code: TokenRefusalCode
  readonly token: string
}

/**
 * The table of bad tokens, made for an issuer, one of its published keys, and the claims of a token that it
 * would accept: `iat` at about the verifier's present, no shorter-lived than a minute, `iss` the issuer. All
 * else being equal to the good token, each is bad in the one way its name says.
 */
export async function badTokens(
  issuer: string,
  key: SigningKey,
  claims: Claims,
): Promise<readonly BadToken[]> {
  const tools = forge(issuer, key, claims)
  const rows = badTokenRows.filter(({ only }) => only === undefined || only === key.algorithm)
  return Promise.all(rows.map(async ({ name, code, make }) => ({ name, code, token: await make(tools) })))
}
