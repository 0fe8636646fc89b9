import type { CompiledPolicy, CompiledStatement } from '../compile/compiled-policy.ts'
import { layersOf } from '../evaluate/layers-of.ts'
import type { Layer, Policies } from '../evaluate/request.ts'
import type { KnownPrincipal } from '../principal/known-principal.ts'
import type { Formula } from './formula.ts'
import { simplify } from './simplify.ts'
import type { Situation } from './situation.ts'
import type { StatementFormulas } from './statement-formulas.ts'

const { all, any, not } = simplify

/** When a request in a situation is allowed: the rules of `findDeny` and `findAllow`, written as a formula. */
export function requestFormula(
  situation: Situation,
  principal: KnownPrincipal,
  policies: Policies,
  statements: StatementFormulas,
): Formula {
  const { principalType, crossAccount, needsResourceAllow, serviceLinked } = situation
  if (situation.needsNoPermission) return simplify.yes
  const layers = layersOf({ principal: { type: principalType }, serviceLinked })
  const bounded = layers.own && policies.boundary !== undefined

  const sure = new Set<CompiledStatement>()
  const denies = (layer: Layer, list: readonly CompiledPolicy[]) =>
    any(
      list.flatMap((policy) =>
        policy.denies.map((statement) => {
          const named = statement.principal
            ? statements.naming(layer, policy, statement, principal, 1, bounded)
            : simplify.yes
          if (named.is === 'false') return named
          const spoken = statements.of(layer, policy, statement)
          if (named.is === 'true' && spoken.is !== 'false') sure.add(statement)
          return all([named, spoken])
        }),
      ),
    )
  // What a Deny takes back whole grants nothing, whatever else is unknown of both.
  const allow = (layer: Layer, policy: CompiledPolicy, statement: CompiledStatement) => {
    const spoken = statements.of(layer, policy, statement)
    if (spoken.is === 'false' || sure.size === 0) return spoken
    return statements.deniesOf([statement, policy]).some((deny) => sure.has(deny)) ? simplify.no : spoken
  }
  const allows = (layer: Layer, list: readonly CompiledPolicy[]) =>
    any(list.flatMap((policy) => policy.allows.map((statement) => allow(layer, policy, statement))))

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

  const grant = (least: 1 | 2 | 3) => {
    const granted = (policy: CompiledPolicy, statement: CompiledStatement) => {
      if (!statement.principal) return simplify.no
      const named = statements.naming('resource', policy, statement, principal, least, false)
      return named.is === 'false' ? named : all([named, allow('resource', policy, statement)])
    }
    return any((resource?.allows ?? []).map((statement) => granted(resource!, statement)))
  }
  const mustGrant = crossAccount || needsResourceAllow
  const guarded = (formula: Formula) =>
    all([not(denied), ...scps.map((level) => allows('scp', level)), formula])

  if (!layers.own) {
    if (principalType !== 'root') return guarded(grant(1))
    if (situation.rootAssumesRole) return simplify.no
    return guarded(mustGrant ? grant(1) : simplify.yes)
  }
  const session = own.session ?? (principalType === 'federated-user' ? [] : undefined)
  const cut = all([
    boundary ? allows('boundary', [boundary]) : simplify.yes,
    session ? allows('session', session) : simplify.yes,
  ])
  const identity = all([allows('identity', own.identity), cut])
  if (crossAccount) return guarded(all([grant(1), identity]))
  const byOwn = needsResourceAllow ? all([grant(1), identity]) : identity
  return guarded(any([grant(3), all([grant(2), cut]), byOwn]))
}
