import { audiences, readServiceAccount, type UnverifiedToken } from '@rolecall/tokens'
import type { TokenRecord } from '../verify/setup.ts'

/** What a token says, without the token. Claims of another type than theirs count as empty. */
export function tokenRecord({ header, claims }: UnverifiedToken, from: string): TokenRecord {
  const { iss, sub, exp } = claims
  const pod = readServiceAccount(claims)?.pod?.name
  return {
    from,
    issuer: typeof iss === 'string' ? iss : '',
    subject: typeof sub === 'string' ? sub : '',
    audiences: audiences(claims),
    expires: typeof exp === 'number' ? exp : 0,
    ...(header.kid === undefined ? {} : { keyId: header.kid }),
    ...(pod === undefined ? {} : { pod }),
  }
}
