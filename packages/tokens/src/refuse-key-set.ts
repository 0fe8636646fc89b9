/** Why the keys of an issuer cannot be had. The server that publishes them is the one at fault, or its owner. */
const sentences = {
  'too-large': 'the key set is longer than is read',
  malformed: 'the key set is no JSON Web Key Set',
  'too-many-keys': 'the key set holds more keys than are read',
  'bad-issuer': 'the issuer is no URL that keys are fetched from',
  unreachable: 'the issuer cannot be reached',
  untrusted: 'the issuer shows a certificate of an authority that is not trusted here',
  'bad-answer': 'the issuer answers something that cannot be used',
  'wrong-issuer': 'the discovery document is that of another issuer',
} as const

export type KeySetRefusalCode = keyof typeof sentences

export interface KeySetRefusal {
  readonly code: KeySetRefusalCode
  readonly message: string
}

/** A refusal with the sentence of its code, and what is known beyond it. */
export function refuseKeySet(code: KeySetRefusalCode, detail?: string) {
  const message = detail ? `${sentences[code]}: ${detail}` : sentences[code]
  return { ok: false, refusal: { code, message } satisfies KeySetRefusal } as const
}
