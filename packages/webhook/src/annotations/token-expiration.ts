/** What a kube-apiserver takes, in seconds, both included. Source: its validation of projected volumes. */
const shortest = 600
const longest = 2 ** 32
/** Any more are zeros in front, which nobody writes; long numbers take long to read. */
const longestText = 100

/** The nearest number of seconds that a kube-apiserver takes: the pod would be refused for any other. */
export function allowedExpiration(seconds: number): number {
  return Math.min(Math.max(seconds, shortest), longest)
}

/**
 * Reads seconds as Go's ParseInt does, nothing but digits and a sign, in 64 bits; `undefined` when they cannot be read.
 * Whoever writes twenty digits means no time, and must not get a token of 136 years.
 */
export function readTokenExpiration(text: string): number | undefined {
  if (!/^[+-]?\d+$/.test(text) || text.length > longestText) return undefined
  const seconds = BigInt(text.replace('+', ''))
  return BigInt.asIntN(64, seconds) === seconds ? allowedExpiration(Number(seconds)) : undefined
}
