import type { CompiledPolicy, CompiledStatement } from '@rolecall/policy'
import type { KnownContext } from './known-context.ts'
import { namesSession } from './names-session.ts'
import { unknownKeys } from './unknown-keys.ts'

type Assumption = 'favourable' | 'unfavourable'

/**
 * The policy as it is when every condition on an unknown key comes out for the caller, or against: it holds in
 * an Allow and not in a Deny, or the other way round. What decides both alike does not depend on those keys.
 * The policy itself when there is no such condition.
 */
export function assume(policy: CompiledPolicy, known: KnownContext, assumption: Assumption): CompiledPolicy {
  const statements = policy.statements.map((one) => assumeStatement(one, known, assumption))
  if (statements.every((one, index) => one === policy.statements[index])) return policy
  return {
    ...policy,
    statements,
    allows: statements.filter(({ effect }) => effect === 'Allow'),
    denies: statements.filter(({ effect }) => effect === 'Deny'),
  }
}

function assumeStatement(
  statement: CompiledStatement,
  known: KnownContext,
  assumption: Assumption,
): CompiledStatement {
  if (unknownKeys(statement, known).length === 0) return statement
  const applies = (assumption === 'favourable') === (statement.effect === 'Allow')
  const { resource, principal } = statement
  const asks = (keys: readonly string[]) => keys.some((key) => known.isUnknown(key))
  return {
    ...statement,
    conditions: statement.conditions.map((condition) =>
      asks(condition.keys) ? { ...condition, holds: () => applies } : condition,
    ),
    resource:
      resource && asks(resource.keys)
        ? { ...resource, matches: (arn, context) => assumed(resource.matches(arn, context)) }
        : resource,
    principal:
      principal && namesSession(statement, known)
        ? { ...principal, grade: () => (applies ? 3 : 0) }
        : principal,
  }

  /** A resource that fits without the variable fits whatever its value; one that does not may yet. */
  function assumed(matches: boolean): boolean {
    const { negated } = statement.source.resource!
    return matches && !negated ? true : applies
  }
}
