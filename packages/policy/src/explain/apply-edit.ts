import type { Edit } from './change.ts'

type Json = Record<string | number, unknown>

/**
 * Carries out an edit on the text of a policy that can be parsed, and answers the new text, indented by two.
 *
 * @throws TypeError when the edit was not made for this text.
 */
export function applyEdit(text: string, edit: Edit): string {
  const document = JSON.parse(text) as Json
  const statements = [document['Statement'] ?? []].flat()
  if (edit.op === 'add-statement') {
    document['Statement'] = [...statements, edit.value]
  } else if (edit.op === 'remove-statement') {
    document['Statement'] = statements.filter((_, index) => index !== edit.statement)
  } else {
    let node = document
    for (const step of edit.path.slice(0, -1)) {
      const next = node[step]
      if (typeof next !== 'object' || next === null)
        throw new TypeError(`the policy has no ${edit.path.join('.')}`)
      node = next as Json
    }
    node[edit.path.at(-1)!] = edit.value
  }
  return JSON.stringify(document, undefined, 2)
}
