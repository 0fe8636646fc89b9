import { applyEdit, type Change } from '@rolecall/policy'
import { trustEdits } from '../../why/trust-edits.ts'
import type { Progress } from '../progress.ts'

/** The text of a trust policy once it is changed, on one line; `undefined` where no change is known. */
export function mendedTrust(
  trust: string,
  change: Change | undefined,
  progress: Progress,
): string | undefined {
  if (!change) return undefined
  const text = trustEdits(change, progress).reduce((before, edit) => applyEdit(before, edit), trust)
  return JSON.stringify(JSON.parse(text))
}
