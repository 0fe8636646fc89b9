import { configFormats } from './config-formats.ts'
import type { Said } from './reading.ts'

/** A value against its format. */
export function form(path: string, value: string | undefined, format: keyof typeof configFormats): Said[] {
  const [pattern, words] = configFormats[format]
  return value === undefined || pattern.test(value) ? [] : [[path, `${JSON.stringify(value)} ${words}`]]
}
