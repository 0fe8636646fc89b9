import type { CompiledPolicy } from '../compile/compiled-policy.ts'
import { layersOf } from '../evaluate/layers-of.ts'
import type { Subject } from '../evaluate/read-subject.ts'
import type { Layer, Policies } from '../evaluate/request.ts'
import { explainStatement } from './explain-statement.ts'
import type { LayerExplanation } from './explanation.ts'

/** Explains each layer that was handed in, in the order in which decisions name them. */
export function explainLayers(subject: Subject, policies: Policies): LayerExplanation[] {
  const { own, scp, rcp } = layersOf(subject)
  const bounded = own && policies.boundary !== undefined
  const explained: LayerExplanation[] = []
  const add = (layer: Layer, list: readonly CompiledPolicy[], consulted: boolean, level?: number) => {
    const namesPrincipal = layer === 'resource' || layer === 'rcp'
    explained.push(explainLayer(layer, list, consulted, level, namesPrincipal, subject, bounded))
  }
  policies.rcps?.forEach((level, index) => {
    add('rcp', level, rcp, index)
  })
  policies.scps?.forEach((level, index) => {
    add('scp', level, scp, index)
  })
  if (policies.resource) add('resource', [policies.resource], true)
  if (own || policies.identity.length > 0) add('identity', policies.identity, own)
  if (policies.boundary) add('boundary', [policies.boundary], own)
  if (policies.session) add('session', policies.session, own)
  return explained
}

function explainLayer(
  layer: Layer,
  list: readonly CompiledPolicy[],
  consulted: boolean,
  level: number | undefined,
  namesPrincipal: boolean,
  subject: Subject,
  bounded: boolean,
): LayerExplanation {
  let allows = false
  let denies = false
  const policies = list.map((policy) => {
    const statements = policy.statements.map((statement) => {
      const explained = explainStatement(statement, subject, bounded, namesPrincipal)
      if (explained.applies && explained.effect === 'Deny') denies = true
      if (explained.applies && explained.effect === 'Allow') allows = true
      return explained
    })
    return { policy, statements }
  })
  const verdict = !consulted ? 'not consulted' : denies ? 'denies' : allows ? 'allows' : 'silent'
  return { layer, level, verdict, policies }
}
