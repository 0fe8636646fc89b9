/** A JSON object of which nothing is known: its author may have written anything, newer fields than ours too. */
export type Fields = Readonly<Record<string, unknown>>

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A list of objects, for which absent and `null` are the same as empty; `undefined` for anything else. */
export function readList(value: unknown): readonly Fields[] | undefined {
  if (value === undefined || value === null) return []
  return Array.isArray(value) && value.every(isFields) ? value : undefined
}
