import { CompactSign } from 'jose/jws/compact/sign'
import type { Claims } from './claims.ts'
import type { SigningKey } from './keys.ts'

/** Signs claims. The header holds `alg` and `kid` and nothing else, as that of a ServiceAccount token does. */
export function signToken(claims: Claims, key: SigningKey): Promise<string> {
  return new CompactSign(Buffer.from(JSON.stringify(claims)))
    .setProtectedHeader({ alg: key.algorithm, kid: key.kid })
    .sign(key.privateKey)
}
