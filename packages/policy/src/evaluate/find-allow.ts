import type { CompiledPolicy, CompiledStatement } from '../compile/compiled-policy.ts'
import type { Grade } from '../principal/compile-principal-entry.ts'
import type { Basis, Decision } from './decision.ts'
import { layersOf } from './layers-of.ts'
import type { Subject } from './read-subject.ts'
import type { Layer, Policies } from './request.ts'
import { statementApplies } from './statement-applies.ts'

interface Found {
  readonly policy: CompiledPolicy
  readonly statement: CompiledStatement
}

/**
 * Decides a request that nothing denies. Every SCP level must allow; then, by who asks:
 *
 *     service, web identity, SAML, anonymous   the resource's policy must allow
 *     root user                                allowed, but across accounts and for keys and trust as above
 *     others, same account                     the resource's policy names the caller: enough;
 *                                              names its role: boundary and session policy must allow too;
 *                                              else identity, boundary and session policies must allow
 *     others, across accounts, keys, trust     the resource's policy and all of these
 */
export function findAllow(subject: Subject, policies: Policies): Decision {
  const layers = layersOf(subject)
  if (layers.scp && policies.scps) {
    for (const level of policies.scps) if (!allowIn(level, subject)) return lacks(subject, 'scp')
  }
  const { principal, crossAccount, needsResourceAllow } = subject
  const granted = policies.resource && grantOf(policies.resource, subject)
  const grade: Grade = granted ? granted.grade : 0
  const mustGrant = crossAccount || needsResourceAllow
  if (!layers.own) {
    if (principal.type === 'root') {
      if (isAssumeRole(subject)) return answer(subject, false, 'root-assumes-no-role', 'identity')
      if (!mustGrant) return answer(subject, true, 'root-user', 'identity')
    }
    return granted ? allows(subject, 'resource', granted) : lacks(subject, 'resource')
  }
  if (grade === 3 && !crossAccount) return allows(subject, 'resource', granted!)
  if (grade === 0 && mustGrant) return lacks(subject, 'resource')
  const byRole = grade === 2 && !crossAccount
  const own = byRole ? undefined : allowIn(policies.identity, subject)
  if (!byRole && !own) return lacks(subject, 'identity')
  if (policies.boundary && !allowIn([policies.boundary], subject)) return lacks(subject, 'boundary')
  // A federated user for whom no policy was passed has no permissions of its own.
  const session = policies.session ?? (principal.type === 'federated-user' ? none : undefined)
  if (session && !allowIn(session, subject)) return lacks(subject, 'session')
  return mustGrant || byRole ? allows(subject, 'resource', granted!) : allows(subject, 'identity', own!)
}

const none: readonly CompiledPolicy[] = []

function isAssumeRole({ action }: Subject): boolean {
  return action === 'sts:assumerole'
}

function allowIn(policies: readonly CompiledPolicy[], subject: Subject): Found | undefined {
  for (const policy of policies) {
    for (const statement of policy.allows)
      if (statementApplies(statement, subject)) return { policy, statement }
  }
  return undefined
}

/** The Allow of a resource's policy that names the caller most closely. */
function grantOf(policy: CompiledPolicy, subject: Subject): (Found & { grade: Grade }) | undefined {
  let best: CompiledStatement | undefined
  let bestGrade: Grade = 0
  for (const statement of policy.allows) {
    const grade = statement.principal?.grade(subject.principal, false) ?? 0
    if (grade <= bestGrade || !statementApplies(statement, subject)) continue
    best = statement
    bestGrade = grade
    if (grade === 3) break
  }
  return best && { policy, statement: best, grade: bestGrade }
}

function allows(subject: Subject, layer: Layer, { policy, statement }: Found): Decision {
  return {
    allowed: true,
    outcome: 'allowed',
    basis: 'statement',
    layer,
    policy,
    statement: statement.index,
    action: subject.request.action,
    resource: subject.request.resource.arn,
  }
}

function lacks(subject: Subject, layer: Layer): Decision {
  return answer(subject, false, 'no-statement', layer)
}

function answer(subject: Subject, allowed: boolean, basis: Basis, layer: Layer): Decision {
  const { action, resource } = subject.request
  return {
    allowed,
    outcome: allowed ? 'allowed' : 'implicit-deny',
    basis,
    layer,
    action,
    resource: resource.arn,
  }
}
