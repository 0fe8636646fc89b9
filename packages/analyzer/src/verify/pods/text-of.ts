import type { Value } from './variables-of.ts'

/** The text of a variable; `undefined` where it is unset, empty as SDKs read it, or stands elsewhere. */
export function textOf(value: Value | undefined): string | undefined {
  return value && 'text' in value && value.text !== '' ? value.text : undefined
}
