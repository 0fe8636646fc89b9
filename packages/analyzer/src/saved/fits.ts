/** What a value of a file must be where it is read; members that are not named may be anything. */
export type Shape =
  | 'text'
  /** May not be left out. */
  | 'text!'
  | 'flag'
  | 'anything'
  | readonly [Shape]
  | { readonly [member: string]: Shape }

/** Whether a value has a shape. What is left out or null fits all but `text!`. The value is whatever a file held. */
export function fits(value: unknown, shape: Shape): boolean {
  if (shape === 'text!') return typeof value === 'string'
  if (value === undefined || value === null || shape === 'anything') return true
  if (shape === 'text') return typeof value === 'string'
  if (shape === 'flag') return typeof value === 'boolean'
  if (isList(shape)) return Array.isArray(value) && value.every((one) => one !== null && fits(one, shape[0]))
  if (typeof value !== 'object' || Array.isArray(value)) return false
  const members = value as Readonly<Record<string, unknown>>
  return Object.entries(shape).every(([name, of]) =>
    fits(Object.hasOwn(members, name) ? members[name] : undefined, of),
  )
}

function isList(shape: Exclude<Shape, string>): shape is readonly [Shape] {
  return Array.isArray(shape)
}
