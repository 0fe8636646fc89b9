import type { CompiledPolicy } from '../compile/compiled-policy.ts'
import type { Decision } from './decision.ts'
import { layersOf } from './layers-of.ts'
import type { Subject } from './read-subject.ts'
import type { Layer, Policies } from './request.ts'
import { statementApplies } from './statement-applies.ts'

/** The first Deny that applies, asked in the order in which AWS names layers. */
export function findDeny(subject: Subject, policies: Policies): Decision | undefined {
  const layers = layersOf(subject)
  const bounded = layers.own && policies.boundary !== undefined
  if (layers.rcp && policies.rcps) {
    for (const level of policies.rcps) {
      for (const policy of level) {
        const decision = denyIn(policy, 'rcp', subject, bounded)
        if (decision) return decision
      }
    }
  }
  if (layers.scp && policies.scps) {
    for (const level of policies.scps) {
      for (const policy of level) {
        const decision = denyIn(policy, 'scp', subject, bounded)
        if (decision) return decision
      }
    }
  }
  if (policies.resource) {
    const decision = denyIn(policies.resource, 'resource', subject, bounded)
    if (decision) return decision
  }
  if (!layers.own) return undefined
  for (const policy of policies.identity) {
    const decision = denyIn(policy, 'identity', subject, bounded)
    if (decision) return decision
  }
  if (policies.boundary) {
    const decision = denyIn(policies.boundary, 'boundary', subject, bounded)
    if (decision) return decision
  }
  for (const policy of policies.session ?? []) {
    const decision = denyIn(policy, 'session', subject, bounded)
    if (decision) return decision
  }
  return undefined
}

function denyIn(
  policy: CompiledPolicy,
  layer: Layer,
  subject: Subject,
  bounded: boolean,
): Decision | undefined {
  for (const statement of policy.denies) {
    if (!statementApplies(statement, subject)) continue
    if (statement.principal && statement.principal.grade(subject.principal, bounded) === 0) continue
    return {
      allowed: false,
      outcome: 'explicit-deny',
      basis: 'statement',
      layer,
      policy,
      statement: statement.index,
      action: subject.request.action,
      resource: subject.request.resource.arn,
    }
  }
  return undefined
}
