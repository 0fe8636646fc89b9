import type { Change, Edit } from '@rolecall/policy'
import type { Path } from './path.ts'
import type { PodSubject } from './question.ts'
import { trustDocument } from './trust-document.ts'

/**
 * The engine's edits of a trust policy, but a statement they add names the ServiceAccount and the audience: one
 * with the provider alone would let in every pod of the cluster.
 */
export function trustEdits({ edits }: Change, path: Path<PodSubject>): readonly Edit[] {
  const [value] = trustDocument(path).Statement
  return edits.map((edit) => (edit.op === 'add-statement' ? { ...edit, value } : edit))
}
