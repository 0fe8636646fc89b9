import type { Json } from './json.ts'

/** Whether two values say the same: members in any order, lists in theirs. */
export function jsonEqual(one: Json, other: Json): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const left = Object.entries(one)
  const right = new Map(Object.entries(other))
  if (left.length !== right.size) return false
  return left.every(([name, value]) => right.has(name) && jsonEqual(value, right.get(name) as Json))
}
