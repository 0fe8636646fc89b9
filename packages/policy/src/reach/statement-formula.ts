import type { CompiledPolicy, CompiledStatement } from '../compile/compiled-policy.ts'
import type { Subject } from '../evaluate/read-subject.ts'
import type { Layer } from '../evaluate/request.ts'
import type { Formula } from './formula.ts'
import { simplify } from './simplify.ts'
import type { Unknowns } from './unknowns.ts'

/** When a statement speaks about a request, leaving aside whom it names. */
export function statementFormula(
  statement: CompiledStatement,
  subject: Subject,
  unknowns: Unknowns,
  layer: Layer,
  policy: CompiledPolicy,
): Formula {
  if (!statement.action.matches(subject.action)) return simplify.no
  const { index, sid } = statement
  const origin = { layer, policy: policy.label, statement: index, sid }
  const parts: Formula[] = []
  const { resource, source } = statement
  if (resource) {
    const unknown = resource.keys.find((key) => unknowns.has(key))
    if (unknown === undefined) {
      if (!resource.matches(subject.resource, subject.context)) return simplify.no
    } else {
      const wanted = source.resource?.patterns.map((term) => term.value) ?? []
      const requirement = { ...origin, part: 'resource' as const, operator: undefined, key: unknown, wanted }
      parts.push(unknowns.ask(requirement, (context) => resource.matches(subject.resource, context)))
    }
  }
  for (const condition of statement.conditions) {
    const unknown = condition.keys.find((key) => unknowns.has(key))
    if (unknown === undefined) {
      if (!condition.holds(subject.context)) return simplify.no
      continue
    }
    const { operator, key } = condition.source
    const asked = unknown === condition.key ? key : unknown
    const requirement = {
      ...origin,
      part: 'condition' as const,
      operator,
      key: asked,
      wanted: condition.wanted,
    }
    parts.push(unknowns.ask(requirement, (context) => condition.holds(context)))
  }
  return simplify.all(parts)
}
