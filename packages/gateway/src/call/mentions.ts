import type { Policies } from '@rolecall/policy'

const anyCharacter = '\\u'

/** Whether the text of any of the policies could name a condition key. An escape in it could spell anything. */
export function mentions(policies: Policies, key: string): boolean {
  const { identity, boundary, session, resource, scps, rcps } = policies
  const all = [
    ...identity,
    boundary,
    ...(session ?? []),
    resource,
    ...(scps ?? []).flat(),
    ...(rcps ?? []).flat(),
  ]
  const name = key.toLowerCase()
  return all.some(
    (policy) => policy && (policy.text.toLowerCase().includes(name) || policy.text.includes(anyCharacter)),
  )
}
