import { describeDecision } from '@rolecall/policy'
import { find } from '../../snapshot/find.ts'
import type { RoleRecord } from '../../snapshot/snapshot.ts'
import { assumingActions } from '../../why/pod-identity/assuming-actions.ts'
import { hopDocument } from '../../why/pod-identity/hop-document.ts'
import { weighHop } from '../../why/pod-identity/weigh-hop.ts'
import { isProvenBySession } from '../is-proven-by-session.ts'
import type { Added, Progress, StepFound, StepRow } from '../progress.ts'
import { symptoms } from '../symptoms.ts'

/** Of an association with two roles, the first may assume the second, by its own policies and the second's trust. */
export const targetRole: StepRow = {
  name: 'target-role',
  needs: ['association'],
  examine(progress) {
    const { association, commands, role, roleArn, snapshot } = progress
    const arn = association!.targetRoleArn
    if (arn === undefined) return { state: 'ok', sentence: 'the association names one role only' }
    const found = find(snapshot, 'roles', arn)
    if (found.state === 'missing')
      return denied(
        `there is no role ${arn}`,
        commands.createRole(arn, JSON.stringify(hopDocument(progress))),
      )
    if (role && found.state === 'found') return hop(progress, role, found.item)
    if (isProvenBySession(progress)) return { state: 'ok', sentence: byWitness(arn, roleArn!) }
    const because =
      found.state === 'unread' ? `role ${arn} is not known: ${found.because}` : `role ${roleArn} is not known`
    return { state: 'not-looked-at', because }
  },
}

function byWitness(arn: string, roleArn: string): string {
  return `EKS Auth gave a session of ${arn} by way of ${roleArn}, so the second trusts the first`
}

function hop(progress: Progress, role: RoleRecord, target: RoleRecord): StepFound {
  const { association } = progress
  const actions = assumingActions(association!)
  const known = { role: target, roleArn: target.arn }
  const weighed = actions.map((action) => weighHop(action, progress, target))
  const refused = weighed.find(({ outcome }) => outcome === 'denied')
  if (refused) {
    const { decision, change } = refused.explanation
    return denied(
      `role ${role.name} may not ${decision.action} ${target.arn}: ${describeDecision(decision)}`,
      change?.sentence ?? `let ${role.arn} ${decision.action} in the trust policy of ${target.arn}`,
      known,
    )
  }
  const open = weighed.find(({ outcome }) => outcome === 'undecided')
  if (open && isProvenBySession(progress))
    return { state: 'ok', sentence: byWitness(target.arn, role.arn), onward: known }
  if (open)
    return {
      state: 'not-looked-at',
      because: open.unread[0] ?? `the second hop turns on ${open.keys.join(', ')}, which are not known`,
    }
  return {
    state: 'ok',
    sentence: `role ${role.name} may ${actions.join(' and ')} ${target.arn}`,
    onward: known,
  }
}

function denied(sentence: string, fix: string, onward: Added = {}): StepFound {
  return {
    onward,
    state: 'broken',
    findings: [{ kind: 'target-role', sentence, error: symptoms.podIdentityDenied(), fix }],
  }
}
