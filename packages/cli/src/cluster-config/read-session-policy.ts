import type { Json } from '../json/json.ts'

/** The document in the text of a session policy, if it is one object of JSON. */
export function readSessionPolicy(text: string): Readonly<Record<string, Json>> | undefined {
  try {
    const value = JSON.parse(text) as Json
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? (value as Readonly<Record<string, Json>>) : undefined
  } catch {
    return undefined
  }
}
