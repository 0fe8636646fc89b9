import { applyEdit, describeDecision, type Edit } from '@rolecall/policy'
import type { Weighing } from '../../policies/weigh.ts'
import { find } from '../../snapshot/find.ts'
import type { RoleRecord } from '../../snapshot/snapshot.ts'
import { askFor } from '../ask-for.ts'
import { describeNearest } from '../describe-nearest.ts'
import type { Found, LinkRow, Path } from '../path.ts'
import { assumingActions } from '../pod-identity/assuming-actions.ts'
import { hopDocument } from '../pod-identity/hop-document.ts'
import { weighHop } from '../pod-identity/weigh-hop.ts'
import type { PodSubject } from '../question.ts'
import { quoteDecision } from '../quote-decision.ts'

/** Of an association with two roles, the first may assume the second, by its own policies and the second's trust. */
export const targetRole: LinkRow<PodSubject> = {
  name: 'target-role',
  needs: ['association', 'role'],
  examine(path) {
    const arn = path.association!.targetRoleArn!
    const found = find(path.snapshot, 'roles', arn)
    if (found.state === 'unread')
      return { state: 'undecided', sentence: `target role ${arn} is not known: ${found.because}` }
    if (found.state === 'missing') {
      return {
        state: 'broken',
        sentence: `there is no target role ${arn}`,
        fix: `create role ${arn.slice(arn.lastIndexOf('/') + 1)} with the trust policy ${JSON.stringify(hopDocument(path))}`,
        mends: false,
      }
    }
    return hop(found.item, path)
  },
}

function hop(target: RoleRecord, path: Path<PodSubject>): Found {
  const actions = assumingActions(path.association!)
  const weighed = actions.map((action) => weighHop(action, path, target))
  const onward = { targetRole: target }
  const denied = weighed.find(({ outcome }) => outcome === 'denied')
  if (denied) return { ...broken(denied, target, path), onward }
  const open = weighed.find(({ outcome }) => outcome === 'undecided')
  const { name } = path.role!
  if (open) {
    return {
      state: 'undecided',
      sentence:
        open.unread[0] ?? `whether role ${name} may assume ${target.arn} turns on ${open.keys.join(', ')}`,
      ...askFor(open.keys),
      weighing: open,
      onward,
    }
  }
  return {
    state: 'ok',
    sentence: `role ${name} may ${actions.join(' and ')} target role ${target.arn}`,
    evidence: quoteDecision(weighed[0]!.explanation),
    weighing: weighed[0]!,
    onward,
  }
}

function broken(weighing: Weighing, target: RoleRecord, path: Path<PodSubject>): Found {
  const { explanation } = weighing
  const { decision, change, nearest } = explanation
  const label = `trust policy of ${target.arn}`
  const value = hopDocument(path).Statement[0]
  const add: Edit = { layer: 'resource', policy: label, op: 'add-statement', value }
  // Where one statement of the target's is all that is missing, it is for both actions and for this first role.
  const mended = applyEdit(target.trust, add)
  const isEnough = assumingActions(path.association!).every(
    (action) => weighHop(action, path, target, mended).outcome === 'allowed',
  )
  const asker = { who: path.role!.arn, action: decision.action }
  const closest = nearest?.layer === 'resource' ? describeNearest(nearest, asker) : ''
  const fix = isEnough ? `add to ${label} the statement ${JSON.stringify(value)}` : change?.sentence
  return {
    state: 'broken',
    sentence: `role ${path.role!.name} may not ${decision.action} target role ${target.arn}: ${describeDecision(decision)}${closest}`,
    evidence: quoteDecision(explanation),
    ...(fix === undefined ? {} : { fix }),
    mends: isEnough,
    weighing,
  }
}
