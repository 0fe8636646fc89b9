/**
 * One addition. Its path names what is added and nothing around it, so whatever else stands in the pod, fields
 * newer than this program too, stays as it is. Source: RFC 6902.
 */
export interface PatchOperation {
  readonly op: 'add'
  readonly path: string
  readonly value: unknown
}

/** Adds to the end of a list, or makes the list where there is none: `null` is none too. */
export function appendAll(list: unknown, pointer: string, values: readonly unknown[]): PatchOperation[] {
  if (values.length === 0) return []
  if (list === undefined || list === null) return [{ op: 'add', path: pointer, value: values }]
  return values.map((value) => ({ op: 'add', path: `${pointer}/-`, value }))
}
