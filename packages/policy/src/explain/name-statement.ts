import type { CompiledPolicy } from '../compile/compiled-policy.ts'

/** How a statement is named to a reader: by its Sid, or by its number counted from one. */
export function nameStatement(policy: CompiledPolicy, index: number): string {
  const sid = policy.statements[index]?.sid
  return `statement ${sid ? `"${sid}"` : index + 1} of ${policy.label}`
}
