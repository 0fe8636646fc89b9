import type { CompiledPolicy } from '../compile/compiled-policy.ts'
import type { Condition, PatternElement, Statement } from '../document/policy.ts'
import type { Decision } from '../evaluate/decision.ts'
import type { Subject } from '../evaluate/read-subject.ts'
import type { Policies } from '../evaluate/request.ts'
import type { Edit } from './change.ts'
import type { Nearest } from './explanation.ts'
import { isOfAws } from './is-of-aws.ts'
import { narrowGrant } from './narrow-grant.ts'
import { principalElement } from './principal-element.ts'

/** One edit that removes what a denial rests on. Several may be needed; the caller asks again after each. */
export function proposeEdit(
  subject: Subject,
  decision: Decision,
  nearest: Nearest | undefined,
  policies: Policies,
): Edit | undefined {
  if (decision.policy && decision.statement !== undefined) {
    const { layer, policy, statement } = decision
    return { layer, policy: policy.label, op: 'remove-statement', statement }
  }
  if (decision.basis !== 'no-statement') return undefined
  const near = nearest && isMendedElsewhere(nearest) ? undefined : nearest
  return (near && widen(subject, near)) ?? add(subject, decision, near, policies)
}

/** A policy of AWS that lacks something needs no copy where one more policy can give it. */
function isMendedElsewhere({ layer, policy }: Nearest): boolean {
  return (layer === 'identity' || layer === 'session') && isOfAws(policy.label)
}

/** When one part of the nearest statement is all that does not fit, that part is widened by one value. */
function widen(subject: Subject, { layer, policy, statement, misses }: Nearest): Edit | undefined {
  const miss = misses[0]
  const source = policy.source.statements[statement]
  if (!miss || !source || misses.length > 1) return undefined
  const set = (path: readonly (string | number)[], value: unknown): Edit => ({
    layer,
    policy: policy.label,
    op: 'set',
    path,
    value,
  })
  if (miss.part === 'condition') return widenCondition(source.conditions[miss.index]!, subject, set)
  if (miss.part === 'principal') return undefined
  const element = miss.part === 'action' ? source.action : source.resource
  if (
    !element ||
    element.negated ||
    !exact(miss.part === 'action' ? source.resource : source.action, subject)
  ) {
    return undefined
  }
  const name = miss.part === 'action' ? 'Action' : 'Resource'
  const value = miss.part === 'action' ? subject.request.action : subject.request.resource.arn
  return set([...source.path, name], [...element.patterns.map((term) => term.value), value])
}

/**
 * Whether the other element of the statement names what was asked for and nothing else. Otherwise a value
 * more would grant more than the request: an action on all its resources, a resource for all its actions.
 */
function exact(other: PatternElement | undefined, { request, action }: Subject): boolean {
  const only = other?.patterns.length === 1 && !other.negated ? other.patterns[0]!.value : undefined
  return other === undefined || only === request.resource.arn || only?.toLowerCase() === action
}

const widening: ReadonlySet<string> = new Set([
  'stringequals',
  'stringequalsignorecase',
  'stringlike',
  'arnequals',
  'arnlike',
])

function widenCondition(
  condition: Condition,
  subject: Subject,
  set: (path: Statement['path'], value: unknown) => Edit,
): Edit | undefined {
  const seen = subject.context.single(condition.key.toLowerCase())
  if (seen === undefined || !widening.has(condition.operator.toLowerCase())) return undefined
  // A value that would be read as a pattern or a variable is left to a person.
  if (/[*?$]/.test(seen)) return undefined
  return set(condition.path, [...condition.values.map((term) => term.value), seen])
}

function add(subject: Subject, { layer }: Decision, nearest: Nearest | undefined, policies: Policies): Edit {
  const { action, resource } = subject.request
  const names = layer === 'resource' ? { Principal: principalElement(subject.principal) } : {}
  const where = policies.resource?.kind === 'trust' && layer === 'resource' ? {} : { Resource: resource.arn }
  const narrowed = layer === 'resource' ? narrowGrant(subject) : {}
  const value = { Effect: 'Allow', ...names, Action: action, ...where, ...narrowed }
  const label = nearest?.policy.label ?? firstOf(layer, policies)?.label
  return { layer, policy: label, op: 'add-statement', value }
}

function firstOf(layer: Decision['layer'], policies: Policies): CompiledPolicy | undefined {
  const own = ({ label }: CompiledPolicy) => !isOfAws(label)
  if (layer === 'identity') return policies.identity.find(own)
  if (layer === 'session') return policies.session?.find(own)
  return layer === 'boundary' ? policies.boundary : layer === 'resource' ? policies.resource : undefined
}
