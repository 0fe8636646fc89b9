/**
 * Why a token is refused: a code to act on and a sentence to read. The sentences never hold the token, nor
 * any text of it but a key id, which is cut and escaped because whoever sent the token chose it.
 */
const sentences = {
  'too-large': 'the token is longer than is read',
  malformed: 'the token is no JSON Web Token in compact form',
  'duplicate-member': 'a member stands twice in the same object of the token',
  'too-deep': 'the objects of the token are nested deeper than is read',
  'unsupported-algorithm': 'the token names a signature algorithm that is not supported',
  'unsupported-header': 'the header of the token asks for something that is not supported',
  'unsupported-type': 'the token is of a type that proves no identity',
  'unknown-key': 'the issuer publishes no key that fits the token',
  'unusable-key': 'the issuer publishes the key of the token in a form that cannot be used',
  'wrong-algorithm': 'the token names another signature algorithm than its key is for',
  'bad-signature': 'the signature of the token is not its issuer’s',
  'bad-claim': 'a claim of the token is missing or has the wrong type',
  'wrong-issuer': 'the token comes from another issuer',
  expired: 'the token has expired',
  'not-yet-valid': 'the token is not valid yet',
} as const

export type TokenRefusalCode = keyof typeof sentences

export interface TokenRefusal {
  readonly code: TokenRefusalCode
  readonly message: string
}

/** A refusal with the sentence of its code, and what is known beyond it. */
export function refuseToken(code: TokenRefusalCode, detail?: string) {
  const message = detail ? `${sentences[code]}: ${detail}` : sentences[code]
  return { ok: false, refusal: { code, message } satisfies TokenRefusal } as const
}
