import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto'
import type { Claims, SigningKey } from '@rolecall/tokens'

/** What a segment is made of: bytes and texts stand as they are, anything else as its JSON. */
export type Content = Buffer | string | object | number | null

/** The tools of a forger, and of an issuer that makes mistakes. Signs what no library would. */
export interface Forge {
  readonly issuer: string
  readonly key: SigningKey
  /** The claims of a good token. */
  readonly claims: Claims
  /** The header of a good token. */
  readonly header: { readonly alg: string; readonly kid: string }
  /** Seconds, the good token's `iat`. */
  readonly now: number
  /** Signs with the issuer's own key whatever is given. */
  signed(header: Content, claims: Content): string
  /** The same with a key of the forger's, of the same type. */
  signedByForger(header: Content, claims: Content): string
  /** The issuer's key in the forms in which a forger may have it. */
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

/** A segment of a token. */
export function segment(content: Content): string {
  const bytes = Buffer.isBuffer(content) || typeof content === 'string' ? content : JSON.stringify(content)
  return Buffer.from(bytes).toString('base64url')
}

/** Signs two segments as `key`'s type does, RSA with PKCS #1 v1.5 unless `padding` says otherwise. */
export function signWith(
  key: KeyObject,
  header: Content,
  claims: Content,
  options: SignOptions = {},
): string {
  const input = `${segment(header)}.${segment(claims)}`
  const { hash = 'sha256', dsaEncoding = 'ieee-p1363', padding = constants.RSA_PKCS1_PADDING } = options
  const isRsa = key.asymmetricKeyType === 'rsa'
  const signature = sign(hash, Buffer.from(input), { key, dsaEncoding, ...(isRsa && { padding }) })
  return `${input}.${segment(signature)}`
}

interface SignOptions {
  /** `null` for keys that bring their own. */
  readonly hash?: string | null
  readonly dsaEncoding?: 'der' | 'ieee-p1363'
  readonly padding?: number
}

export function forge(issuer: string, key: SigningKey, claims: Claims): Forge {
  const privateKey = createPrivateKey({ key: { ...key.privateJwk }, format: 'jwk' })
  const forgers =
    key.algorithm === 'RS256'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    issuer,
    key,
    claims,
    header: { alg: key.algorithm, kid: key.kid },
    now: claims.iat as number,
    signed: (header, content) => signWith(privateKey, header, content),
    signedByForger: (header, content) => signWith(forgers.privateKey, header, content),
    publicKey: createPublicKey(privateKey),
    privateKey,
  }
}
