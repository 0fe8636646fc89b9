import type { Said } from './reading.ts'

/** What is said of a path when a rule is broken. */
export function when(path: string, holds: boolean, message: string): Said[] {
  return holds ? [[path, message]] : []
}
