import type { CompiledPolicy, CompiledStatement } from '../compile/compiled-policy.ts'
import { layersOf } from '../evaluate/layers-of.ts'
import { needsNoPermission } from '../evaluate/needs-no-permission.ts'
import type { Subject } from '../evaluate/read-subject.ts'
import type { Layer, Policies } from '../evaluate/request.ts'
import type { Formula } from './formula.ts'
import { simplify } from './simplify.ts'
import { statementFormula } from './statement-formula.ts'
import type { Unknowns } from './unknowns.ts'

const { all, any, not } = simplify

/** When a request is allowed: the rules of `findDeny` and `findAllow`, written as a formula. */
export function requestFormula(subject: Subject, policies: Policies, unknowns: Unknowns): Formula {
  const { principal, crossAccount, needsResourceAllow } = subject
  if (needsNoPermission(subject)) return simplify.yes
  const layers = layersOf(subject)
  const bounded = layers.own && policies.boundary !== undefined

  // A statement may be met on several ways; what is not known of it is asked once.
  const seen = new Map<CompiledStatement, Formula>()
  const formula = (layer: Layer, policy: CompiledPolicy, statement: CompiledStatement) => {
    const known = seen.get(statement) ?? statementFormula(statement, subject, unknowns, layer, policy)
    seen.set(statement, known)
    return known
  }
  const denies = (layer: Layer, list: readonly CompiledPolicy[]) =>
    any(
      list.flatMap((policy) =>
        policy.denies
          .filter((statement) => !statement.principal || statement.principal.grade(principal, bounded) > 0)
          .map((statement) => formula(layer, policy, statement)),
      ),
    )
  const allows = (layer: Layer, list: readonly CompiledPolicy[]) =>
    any(list.flatMap((policy) => policy.allows.map((statement) => formula(layer, policy, statement))))

  const { boundary, resource } = policies
  const scps = layers.scp ? (policies.scps ?? []) : []
  const rcps = layers.rcp ? (policies.rcps ?? []).flat() : []
  const own = layers.own ? policies : { identity: [], session: undefined }
  const denied = any([
    denies('rcp', rcps),
    denies('scp', scps.flat()),
    denies('resource', resource ? [resource] : []),
    denies('identity', own.identity),
    denies('boundary', layers.own && boundary ? [boundary] : []),
    denies('session', own.session ?? []),
  ])
  if (denied.is === 'true') return simplify.no

  const grant = (least: number) =>
    any(
      (resource?.allows ?? [])
        .filter((statement) => (statement.principal?.grade(principal, false) ?? 0) >= least)
        .map((statement) => formula('resource', resource!, statement)),
    )
  const mustGrant = crossAccount || needsResourceAllow
  const guarded = (formula: Formula) =>
    all([not(denied), ...scps.map((level) => allows('scp', level)), formula])

  if (!layers.own) {
    if (principal.type !== 'root') return guarded(grant(1))
    if (subject.action === 'sts:assumerole') return simplify.no
    return guarded(mustGrant ? grant(1) : simplify.yes)
  }
  const session = own.session ?? (principal.type === 'federated-user' ? [] : undefined)
  const cut = all([
    boundary ? allows('boundary', [boundary]) : simplify.yes,
    session ? allows('session', session) : simplify.yes,
  ])
  const identity = all([allows('identity', own.identity), cut])
  if (crossAccount) return guarded(all([grant(1), identity]))
  const byOwn = needsResourceAllow ? all([grant(1), identity]) : identity
  return guarded(any([grant(3), all([grant(2), cut]), byOwn]))
}
