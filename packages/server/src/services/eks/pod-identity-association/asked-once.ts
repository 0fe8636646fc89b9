import type { AskedOnce } from '../../../records/pod-identity-association.ts'

/** A call under its client token, or `undefined` when it came without one. The order of members means nothing. */
export function askedOnce(input: object): AskedOnce | undefined {
  const { clientRequestToken: token, ...asked } = input as { clientRequestToken?: string }
  if (token === undefined) return undefined
  return {
    token,
    asked: JSON.stringify(Object.entries(asked).sort(([one], [other]) => (one < other ? -1 : 1))),
  }
}
