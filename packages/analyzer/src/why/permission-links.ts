import { describeDecision, type Explanation, type Layer, type LayerExplanation } from '@rolecall/policy'
import { type Evidence, evidence } from '../policies/evidence.ts'
import type { Weighing } from '../policies/weigh.ts'
import type { Link, LinkName } from './answer.ts'
import { askFor } from './ask-for.ts'

type Verdict = LayerExplanation['verdict'] | 'absent'

interface LayerRow {
  readonly name: LinkName
  readonly layer: Layer
  readonly what: string
  readonly lacking: string
  /** What it means that there is none. */
  readonly absent: string
}

const layers: readonly LayerRow[] = [
  {
    name: 'identity-policies',
    layer: 'identity',
    what: 'an identity policy',
    lacking: 'no identity policy allows',
    absent: 'no identity policy is attached',
  },
  {
    name: 'permissions-boundary',
    layer: 'boundary',
    what: 'the permissions boundary',
    lacking: 'the permissions boundary does not allow',
    absent: 'no permissions boundary is set',
  },
  {
    name: 'session-policies',
    layer: 'session',
    what: 'a session policy',
    lacking: 'no session policy allows',
    absent: 'no session policy is passed',
  },
  {
    name: 'resource-policy',
    layer: 'resource',
    what: 'the policy of the resource',
    lacking: 'the policy of the resource does not allow',
    absent: 'the resource has no policy of its own',
  },
]

/** One link for each layer of policies, in the order of the chain. */
export function permissionLinks(weighing: Weighing): Link[] {
  return layers.map((row) => linkOf(row, weighing))
}

function linkOf(row: LayerRow, weighing: Weighing): Link {
  const { name, what, absent, lacking } = row
  const { action } = weighing.explanation.decision
  const best = verdictOf(weighing.favourable, row.layer)
  const worst = verdictOf(weighing.unfavourable, row.layer)
  if (best !== worst) {
    const because = weighing.unread.length > 0 ? `: ${weighing.unread.join('; ')}` : ''
    const sentence = `whether ${what} allows or denies ${action} is not known${because}`
    return { name, state: 'undecided', sentence, evidence: [], ...askFor(weighing.keys) }
  }
  const quoted = quotes(weighing.explanation, row.layer)
  switch (best) {
    case 'absent':
      return row.layer === 'boundary' || row.layer === 'session'
        ? { name, state: 'ok', sentence: absent, evidence: [] }
        : silent(row, weighing, absent)
    case 'allows':
      return { name, state: 'ok', sentence: `${what} allows ${action}`, evidence: quoted }
    case 'denies':
      return { name, state: 'broken', sentence: `${what} denies ${action}`, evidence: quoted }
    default:
      return silent(row, weighing, `${lacking} ${action}`)
  }
}

/** A layer that says nothing breaks the chain where an Allow of it is needed. */
function silent({ name, layer }: LayerRow, weighing: Weighing, sentence: string): Link {
  const { outcome, explanation } = weighing
  const needed = layer !== 'resource' || explanation.decision.layer === 'resource'
  const state = outcome === 'allowed' || !needed ? 'ok' : outcome === 'denied' ? 'broken' : 'undecided'
  const { nearest } = explanation
  const evidenced = nearest?.layer === layer ? [evidence(nearest.policy, nearest.statement)] : []
  return { name, state, sentence, evidence: state === 'broken' ? evidenced : [] }
}

function verdictOf({ layers }: Explanation, layer: Layer): Verdict {
  return layers.find((one) => one.layer === layer)?.verdict ?? 'absent'
}

/** The statements that make the layer say what it says. */
function quotes({ layers }: Explanation, layer: Layer): Evidence[] {
  const found = layers.find((one) => one.layer === layer)
  const effect = found?.verdict === 'denies' ? 'Deny' : 'Allow'
  return (found?.policies ?? []).flatMap(({ policy, statements }) =>
    statements
      .filter((one) => one.applies && one.effect === effect)
      .map(({ index }) => evidence(policy, index)),
  )
}

/** The last link: all layers together. */
export function decisionLink(weighing: Weighing): Link {
  const { outcome, explanation, keys, unread } = weighing
  const { decision, nearest } = explanation
  if (outcome === 'undecided') {
    const open = [...unread, ...(keys.length > 0 ? [`nothing is known of ${keys.join(', ')}`] : [])]
    return {
      name: 'decision',
      state: 'undecided',
      sentence: `${decision.action} on ${decision.resource} is not decided: ${open.join('; ')}`,
      evidence: [],
      ...askFor(keys),
    }
  }
  const quoted =
    decision.policy && decision.statement !== undefined
      ? [evidence(decision.policy, decision.statement)]
      : nearest
        ? [evidence(nearest.policy, nearest.statement)]
        : []
  return {
    name: 'decision',
    state: outcome === 'allowed' ? 'ok' : 'broken',
    sentence: reasonOf(explanation),
    evidence: quoted,
    ...(outcome === 'denied' && explanation.change ? { fix: explanation.change.sentence } : {}),
  }
}

/** The engine's sentence from where it names what decided; who asks, and for what, is said already. */
function reasonOf({ sentence, decision }: Explanation): string {
  const from = sentence.indexOf(`: ${describeDecision(decision)}`)
  return from < 0 ? sentence : sentence.slice(from + 2)
}
