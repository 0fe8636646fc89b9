import { type CompiledPolicy, compilePolicy, type PolicyKind, parsePolicy } from '../src/index.ts'

/** From text to what is asked; a policy of the bench that cannot be read is a bug of the bench. */
export function compileText(text: string, kind: PolicyKind): CompiledPolicy {
  const parsed = parsePolicy(text, kind)
  if (!parsed.ok) throw new Error(parsed.findings.map((finding) => finding.message).join('; '))
  return compilePolicy(parsed.policy, kind)
}
