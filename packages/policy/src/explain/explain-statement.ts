import type { CompiledStatement } from '../compile/compiled-policy.ts'
import type { Subject } from '../evaluate/read-subject.ts'
import type { ConditionExplanation, PartExplanation, StatementExplanation } from './explanation.ts'

/** Asks every part of a statement, also after one has failed, by the same tests that decide. */
export function explainStatement(
  statement: CompiledStatement,
  subject: Subject,
  bounded: boolean,
  namesPrincipal: boolean,
): StatementExplanation {
  const { source } = statement
  const action = part(
    statement.action.matches(subject.action),
    source.action.patterns[statement.action.named(subject.action)]?.value,
  )
  const { context } = subject
  const resourcePart = explainResource(statement, subject)
  const principal = namesPrincipal ? explainPrincipal(statement, subject, bounded) : undefined
  const conditions: ConditionExplanation[] = []
  let applies = action.matches && resourcePart?.matches !== false && principal?.matches !== false
  for (const condition of statement.conditions) {
    const holds = condition.holds(context)
    if (!holds) applies = false
    conditions.push({
      operator: condition.source.operator,
      key: condition.source.key,
      wanted: condition.wanted,
      seen: context.get(condition.key),
      holds,
      unreadable: condition.doubt(context),
      span: condition.source,
    })
  }
  const { index, sid, effect, span } = statement
  return { index, sid, effect, span, applies, principal, action, resource: resourcePart, conditions }
}

function explainResource(
  { resource, source }: CompiledStatement,
  subject: Subject,
): PartExplanation | undefined {
  if (!resource) return undefined
  const named = resource.named(subject.resource, subject.context)
  const matches = resource.matches(subject.resource, subject.context)
  const doubt = named < 0 ? resource.doubt(subject.resource, subject.context) : undefined
  return { matches, named: source.resource?.patterns[named]?.value, doubt }
}

/** A resource's policy without Principal grants nothing and denies everyone. */
function explainPrincipal(statement: CompiledStatement, subject: Subject, bounded: boolean): PartExplanation {
  const { principal, source, effect } = statement
  if (!principal) return part(effect === 'Deny', undefined)
  const entry = source.principal?.entries[principal.named(subject.principal)]
  return part(principal.grade(subject.principal, bounded) > 0, entry?.term.value)
}

function part(matches: boolean, named: string | undefined): PartExplanation {
  return { matches, named }
}
