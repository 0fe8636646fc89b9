import { type CompiledPolicy, compilePolicy, type PolicyKind, parsePolicy } from '@rolecall/policy'
import { simulationFaults } from './simulation-faults.ts'

/**
 * A policy that a simulation is given as text.
 *
 * @param parameter where it was given: that is also how results name it.
 * @throws Fault InvalidInput
 */
export function inputPolicy(text: string, kind: PolicyKind, parameter: string): CompiledPolicy {
  const parsed = parsePolicy(text, kind)
  if (parsed.ok) return compilePolicy(parsed.policy, parameter)
  const [first] = parsed.findings
  throw simulationFaults.invalidPolicy(
    parameter,
    first ? `${first.message} (line ${first.line}, column ${first.column})` : '',
  )
}

/** Several, which are counted from one. */
export function inputPolicies(
  texts: readonly string[] | undefined,
  kind: PolicyKind,
  parameter: string,
): CompiledPolicy[] {
  return (texts ?? []).map((text, at) => inputPolicy(text, kind, `${parameter}.${at + 1}`))
}
