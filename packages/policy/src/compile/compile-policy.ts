import { compileCondition } from '../condition/compile-condition.ts'
import type { Policy, Statement } from '../document/policy.ts'
import { compileAction } from '../match/compile-action.ts'
import { compileResource } from '../match/compile-resource.ts'
import { compilePrincipal } from '../principal/compile-principal.ts'
import type { PrincipalBinding } from '../principal/compile-principal-entry.ts'
import type { CompiledPolicy, CompiledStatement } from './compiled-policy.ts'

/**
 * Compiles a policy once, to be decided many times.
 *
 * @param label how answers name the policy.
 * @param binding `principalIds`: the unique id each principal ARN stood for when the policy was saved, so that
 *   a role deleted and made again under the same name is not taken for the old one. `canonicalUsers`: the
 *   account of each canonical user id; one that is not listed grants nothing and denies everyone.
 * @example
 * const trust = compilePolicy(policy, 'trust policy of role/reader', {
 *   principalIds: new Map([['arn:aws:iam::111122223333:role/ci', 'AROAEXAMPLEEXAMPLEID0']]),
 * })
 */
export function compilePolicy(policy: Policy, label: string, binding: PrincipalBinding = {}): CompiledPolicy {
  const statements = policy.statements.map((statement) => compileStatement(policy, statement, binding))
  return {
    label,
    kind: policy.kind,
    text: policy.text,
    source: policy,
    binding,
    statements,
    allows: statements.filter((statement) => statement.effect === 'Allow'),
    denies: statements.filter((statement) => statement.effect === 'Deny'),
  }
}

function compileStatement(policy: Policy, source: Statement, binding: PrincipalBinding): CompiledStatement {
  const { index, sid, effect, start, end } = source
  const variables = policy.version === '2012-10-17'
  return {
    source,
    index,
    sid,
    effect,
    span: { start, end },
    principal: source.principal && compilePrincipal(source.principal, effect, policy.kind, binding),
    action: compileAction(source.action, effect),
    resource: source.resource && compileResource(source.resource, effect, policy),
    conditions: source.conditions.map((condition) => compileCondition(condition, effect, variables)),
  }
}
