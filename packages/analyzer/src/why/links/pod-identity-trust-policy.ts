import { applyEdit, describeDecision, type Edit } from '@rolecall/policy'
import type { Weighing } from '../../policies/weigh.ts'
import { askFor } from '../ask-for.ts'
import { describeNearest } from '../describe-nearest.ts'
import type { Found, LinkRow, Path } from '../path.ts'
import { assumingActions } from '../pod-identity/assuming-actions.ts'
import { podIdentityDocument } from '../pod-identity/pod-identity-document.ts'
import { podIdentityService } from '../pod-identity/pod-identity-service.ts'
import { weighPodIdentity } from '../pod-identity/weigh-pod-identity.ts'
import type { PodSubject } from '../question.ts'
import { quoteDecision } from '../quote-decision.ts'

/** The trust policy of an associated role lets EKS assume it, and tag its sessions unless the association says no. */
export const podIdentityTrustPolicy: LinkRow<PodSubject> = {
  name: 'trust-policy',
  needs: ['association', 'role'],
  examine(path) {
    const actions = assumingActions(path.association!)
    const weighed = actions.map((action) => weighPodIdentity(action, path))
    const denied = weighed.find(({ outcome }) => outcome === 'denied')
    if (denied) return broken(denied, path)
    const open = weighed.find(({ outcome }) => outcome === 'undecided')
    const name = path.role!.name
    if (open) {
      return {
        state: 'undecided',
        sentence: open.unread[0] ?? `the trust policy of role ${name} turns on ${open.keys.join(', ')}`,
        ...askFor(open.keys),
        weighing: open,
      }
    }
    const [{ explanation }] = weighed as [Weighing]
    return {
      state: 'ok',
      sentence: `the trust policy of role ${name} lets ${podIdentityService} ${actions.join(' and ')}`,
      evidence: quoteDecision(explanation),
      weighing: weighed[0]!,
    }
  },
}

function broken(weighing: Weighing, path: Path<PodSubject>): Found {
  const { explanation } = weighing
  const { decision, change, nearest } = explanation
  const closest = nearest
    ? describeNearest(nearest, { who: podIdentityService, action: decision.action })
    : ''
  const label = `trust policy of ${path.role!.arn}`
  const value = podIdentityDocument(path).Statement[0]
  const add: Edit = { layer: 'resource', policy: label, op: 'add-statement', value }
  // A denial is lifted where it stands; where nothing allows, EKS's own statement does, for this ServiceAccount.
  const isDenied = decision.statement !== undefined
  const edits = isDenied ? change?.edits : [add]
  const fix = isDenied ? change?.sentence : `add to ${label} the statement ${JSON.stringify(value)}`
  return {
    state: 'broken',
    sentence: `${describeDecision(decision)} for ${podIdentityService}${closest}`,
    evidence: quoteDecision(explanation),
    ...(fix === undefined ? {} : { fix }),
    mends: edits !== undefined && isMended(edits, path),
    weighing,
  }
}

/** Whether edits that were found for one action are enough for all. */
function isMended(edits: readonly Edit[], path: Path<PodSubject>): boolean {
  const text = edits.reduce(applyEdit, path.role!.trust)
  return assumingActions(path.association!).every(
    (action) => weighPodIdentity(action, path, text).outcome === 'allowed',
  )
}
