import type { AccessCheckPolicyType } from '@aws-sdk/client-accessanalyzer'
import { type CompiledPolicy, compilePolicy, type PolicyKind, parsePolicy } from '@rolecall/policy'
import { analyzerFaults } from './faults.ts'
import { policyKind } from './policy-kind.ts'

/**
 * Policies of a call by the parameters they came in, ready to be compared. Those that all can be trust policies are
 * taken for such: there `*` names fewer, so that a check that passes is right for either kind.
 *
 * @throws Fault InvalidParameterException
 */
export function checkedPolicies(
  texts: Readonly<Record<string, string>>,
  type: AccessCheckPolicyType,
): CompiledPolicy[] {
  const given = Object.entries(texts)
  const couldTrust = type === 'RESOURCE_POLICY' && given.every(([, text]) => parsePolicy(text, 'trust').ok)
  const kind = couldTrust ? 'trust' : policyKind(type, undefined)
  return given.map(([parameter, text]) => checkedPolicy(parameter, text, kind))
}

function checkedPolicy(parameter: string, text: string, kind: PolicyKind): CompiledPolicy {
  const parsed = parsePolicy(text, kind)
  if (parsed.ok) return compilePolicy(parsed.policy, parameter)
  const [first] = parsed.findings
  throw analyzerFaults.invalidPolicy(
    parameter,
    first ? `${first.message} (line ${first.line}, column ${first.column})` : '',
  )
}
