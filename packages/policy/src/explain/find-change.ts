import { decideSubject } from '../evaluate/decide-subject.ts'
import type { Decision } from '../evaluate/decision.ts'
import { layersOf } from '../evaluate/layers-of.ts'
import type { Subject } from '../evaluate/read-subject.ts'
import type { Layer, Policies } from '../evaluate/request.ts'
import type { Change, Edit } from './change.ts'
import { describeEdit } from './describe-edit.ts'
import { editPolicies } from './edit-policies.ts'
import { explainLayers } from './explain-layers.ts'
import { findNearest } from './find-nearest.ts'
import { isOfAws } from './is-of-aws.ts'
import { principalElement } from './principal-element.ts'
import { proposeEdit } from './propose-edit.ts'

/** Layers and denials that may each need an edit; beyond, the request is far from allowed. */
const mostEdits = 16

/** Looks for the smallest change that turns a decision round, carrying each edit out and deciding anew. */
export function findChange(subject: Subject, policies: Policies, decision: Decision): Change | undefined {
  return decision.allowed
    ? changeToDeny(subject, policies, decision)
    : changeToAllow(subject, policies, decision)
}

function changeToAllow(subject: Subject, before: Policies, first: Decision): Change | undefined {
  const edits: Edit[] = []
  const sentences: string[] = []
  let policies = before
  let decision = first
  while (!decision.allowed && edits.length < mostEdits) {
    const nearest = findNearest(decision, explainLayers(subject, policies))
    const edit = proposeEdit(subject, decision, nearest, policies)
    const after = edit && editPolicies(policies, edit)
    if (!after) return undefined
    edits.push(edit)
    sentences.push(describeEdit(edit, subject, policies))
    policies = after
    decision = decideSubject(subject, policies)
  }
  return decision.allowed ? { edits, sentence: sentences.join('; then ') } : undefined
}

/** Taking away what allows is tried first, unless it is AWS's; a Deny of its own always does. */
function changeToDeny(subject: Subject, policies: Policies, decision: Decision): Change | undefined {
  const { layer, policy, statement } = decision
  const candidates: Edit[] = []
  if (policy && statement !== undefined && !isOfAws(policy.label)) {
    candidates.push({ layer, policy: policy.label, op: 'remove-statement', statement })
  }
  candidates.push(denyEdit(subject, policies))
  for (const edit of candidates) {
    const after = editPolicies(policies, edit)
    if (after && !decideSubject(subject, after).allowed)
      return { edits: [edit], sentence: describeEdit(edit, subject, policies) }
  }
  return undefined
}

function denyEdit(subject: Subject, policies: Policies): Edit {
  const { own } = layersOf(subject)
  const layer: Layer = own ? 'identity' : subject.principal.type === 'root' ? 'scp' : 'resource'
  const names = layer === 'resource' ? { Principal: principalElement(subject.principal) } : {}
  const { action, resource } = subject.request
  const where = layer === 'resource' && policies.resource?.kind === 'trust' ? {} : { Resource: resource.arn }
  const label =
    layer === 'identity'
      ? policies.identity.find(({ label }) => !isOfAws(label))?.label
      : layer === 'resource'
        ? policies.resource?.label
        : undefined
  return {
    layer,
    policy: label,
    op: 'add-statement',
    value: { Effect: 'Deny', ...names, Action: action, ...where },
  }
}
