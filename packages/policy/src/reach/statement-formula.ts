import type { CompiledPolicy, CompiledStatement } from '../compile/compiled-policy.ts'
import type { Layer } from '../evaluate/request.ts'
import type { Formula } from './formula.ts'
import type { KnownRequest } from './known-request.ts'
import type { Questions } from './questions.ts'
import { relateAction } from './relate-action.ts'
import { relateResource } from './relate-resource.ts'
import { simplify } from './simplify.ts'

/** When a statement speaks about a request, leaving aside whom it names. */
export function statementFormula(
  statement: CompiledStatement,
  known: KnownRequest,
  questions: Questions,
  layer: Layer,
  policy: CompiledPolicy,
): Formula {
  const { index, sid, source, action, resource } = statement
  const origin = { layer, policy: policy.label, statement: index, sid }
  const parts: Formula[] = []

  if (known.action.text !== undefined) {
    if (!action.matches(known.action.text)) return simplify.no
  } else {
    const relation = relateAction(source.action, source.effect, known.action.shape)
    if (relation === 'none') return simplify.no
    if (relation === 'some') {
      const key = source.action.negated ? 'NotAction' : 'Action'
      const wanted = source.action.patterns.map((term) => term.value)
      const requirement = { ...origin, part: 'action' as const, operator: undefined, key, wanted }
      parts.push(questions.ask(requirement, (subject) => action.matches(subject.action)))
    }
  }

  if (resource && source.resource) {
    const { text } = known.resource
    const unknown = resource.keys.find((key) => known.isUnknown(key))
    if (text && unknown === undefined) {
      if (!resource.matches(text, known.context)) return simplify.no
    } else {
      const relation = relateResource(source.resource, source.effect, policy.source, known)
      if (relation === 'none') return simplify.no
      if (relation === 'some') {
        const element = source.resource.negated ? 'NotResource' : 'Resource'
        const key = text && unknown !== undefined ? unknown : element
        const wanted = source.resource.patterns.map((term) => term.value)
        const requirement = { ...origin, part: 'resource' as const, operator: undefined, key, wanted }
        parts.push(
          questions.ask(requirement, (subject) =>
            resource.matches(subject.resource, unknown === undefined ? known.context : subject.context),
          ),
        )
      }
    }
  }

  for (const condition of statement.conditions) {
    const unknown = condition.keys.find((key) => known.isUnknown(key))
    if (unknown === undefined) {
      if (!condition.holds(known.context)) return simplify.no
      continue
    }
    const { operator, key } = condition.source
    const asked = unknown === condition.key ? key : unknown
    const { wanted } = condition
    const requirement = { ...origin, part: 'condition' as const, operator, key: asked, wanted }
    parts.push(questions.ask(requirement, (subject) => condition.holds(subject.context)))
  }
  return simplify.all(parts)
}
