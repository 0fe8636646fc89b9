import type { ContextValue } from '@rolecall/policy'

type Entries = readonly (readonly [key: string, value: ContextValue])[]

/** Context keys that follow from the caller, and over them those that a call gives, whatever their case. */
export function mergedContext(ofCaller: Entries, given: Entries): Entries {
  const keys = new Set(given.map(([key]) => key.toLowerCase()))
  return [...ofCaller.filter(([key]) => !keys.has(key.toLowerCase())), ...given]
}
