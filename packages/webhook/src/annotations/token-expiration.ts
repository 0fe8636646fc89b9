/** What a kube-apiserver takes, in seconds, both included. Source: its validation of projected volumes. */
const shortest = 600
const longest = 2 ** 32

/** The nearest number of seconds that a kube-apiserver takes: the pod would be refused for any other. */
export function allowedExpiration(seconds: number): number {
  return Math.min(Math.max(seconds, shortest), longest)
}

/** Reads seconds as Go's ParseInt does, nothing but digits and a sign; `undefined` when they cannot be read. */
export function readTokenExpiration(text: string): number | undefined {
  return /^[+-]?\d+$/.test(text) ? allowedExpiration(Number(text)) : undefined
}
