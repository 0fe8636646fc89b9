/** How much is read of what others send. Each is checked before the work it bounds. */
export const limits = {
  /** AWS's own bound for web identity tokens: `clientTokenType` of its STS model. */
  tokenCharacters: 20_000,
  keyIdCharacters: 256,
  /** Levels of objects and lists: a ServiceAccount token has three, tokens of CI systems few more. */
  tokenDepth: 16,
  /** A hundred keys with their certificate chains fit well. */
  keySetBytes: 512 * 1024,
  /** AWS reads no more than a hundred keys of either type. */
  keySetKeys: 200,
  discoveryBytes: 64 * 1024,
  /** Levels of objects and lists in a key set or discovery document. */
  documentDepth: 8,
  /** RFC 7518 §3.3 demands 2048 bits; above 8192 one verification takes long enough to be a weapon. */
  leastModulusBits: 2048,
  mostModulusBits: 8192,
  /** A long exponent makes each verification slow. */
  exponentBytes: 4,
} as const
