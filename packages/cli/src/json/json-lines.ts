import type { Json } from './json.ts'

/** Members of a policy in the order in which people write them; others follow by name. */
const order = ['Version', 'Id', 'Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction']
const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length)

/** JSON over several lines, in an order that does not depend on how it was written. */
export function jsonLines(value: Json): string[] {
  return JSON.stringify(ordered(value), undefined, 2).split('\n')
}

function ordered(value: Json): Json {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(
    ([one], [other]) => rank(one) - rank(other) || (one < other ? -1 : 1),
  )
  return Object.fromEntries(entries.map(([name, member]) => [name, ordered(member)]))
}
