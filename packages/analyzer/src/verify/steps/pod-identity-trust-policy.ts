import { describeDecision } from '@rolecall/policy'
import type { Weighing } from '../../policies/weigh.ts'
import { role as roleLink } from '../../why/links/role.ts'
import { assumingActions } from '../../why/pod-identity/assuming-actions.ts'
import { podIdentityDocument } from '../../why/pod-identity/pod-identity-document.ts'
import { weighPodIdentity } from '../../why/pod-identity/weigh-pod-identity.ts'
import { isProvenBySession } from '../is-proven-by-session.ts'
import { linkStep } from '../link-step.ts'
import type { Progress, StepFound, StepRow } from '../progress.ts'
import { symptoms } from '../symptoms.ts'

/** The associated role is there and lets EKS assume it, and tag its sessions unless the association says no. */
export const podIdentityTrustPolicy: StepRow = {
  name: 'trust-policy',
  needs: ['association', 'roleArn'],
  examine(progress) {
    const found = roleLink.examine(progress)
    if (found.state === 'broken') {
      const { onward: _, ...step } = linkStep(found, {
        kind: 'no-role',
        error: symptoms.podIdentityDenied(),
        fix: progress.commands.createRole(progress.roleArn!, JSON.stringify(podIdentityDocument(progress))),
      })
      return step
    }
    if (found.state === 'undecided')
      return isProvenBySession(progress)
        ? {
            state: 'ok',
            sentence: `EKS Auth gave a session by way of ${progress.roleArn}, so the role trusts it`,
          }
        : linkStep(found, { kind: 'no-role' })
    return trusts({ ...progress, ...found.onward })
  },
}

function trusts(progress: Progress): StepFound {
  const { commands, role, association } = progress
  const onward = { role: role! }
  const actions = assumingActions(association!)
  const weighed = actions.map((action) => ({ action, weighing: weighPodIdentity(action, progress) }))
  const denied = weighed.find(({ weighing }) => weighing.outcome === 'denied')
  if (denied) {
    const { decision } = denied.weighing.explanation
    return {
      state: 'broken',
      findings: [
        {
          kind: kindOf(denied.action, denied.weighing, progress),
          sentence: `${describeDecision(decision)} for pods.eks.amazonaws.com`,
          error: symptoms.podIdentityDenied(),
          fix: commands.setTrustPolicy(role!.name, withEks(role!.trust, progress)),
        },
      ],
      onward,
    }
  }
  const open = weighed.find(({ weighing }) => weighing.outcome === 'undecided')
  if (open && isProvenBySession(progress))
    return { state: 'ok', sentence: `EKS Auth gave a session, so role ${role!.name} trusts it`, onward }
  if (open) {
    const { unread, keys } = open.weighing
    return {
      state: 'not-looked-at',
      because:
        unread[0] ??
        `the trust policy of role ${role!.name} turns on ${keys.join(', ')}, which are not known`,
      onward,
    }
  }
  return { state: 'ok', sentence: `role ${role!.name} lets EKS ${actions.join(' and ')}`, onward }
}

function kindOf(action: string, { explanation }: Weighing, { association, role }: Progress): string {
  if (association!.disableSessionTags && /aws:requesttag\//i.test(role!.trust))
    return 'trust-asks-for-session-tags'
  if (action === 'sts:TagSession') return 'no-tag-session'
  return explanation.nearest?.misses.some(({ part }) => part === 'action') === true &&
    /pods\.eks/.test(role!.trust)
    ? 'action-of-other-method'
    : 'pod-identity-not-trusted'
}

/** The trust policy with EKS's own statement added; what is there may serve others. */
function withEks(trust: string, progress: Progress): string {
  const document = JSON.parse(trust) as { readonly Statement?: unknown }
  const Statement = [...[document.Statement ?? []].flat(), ...podIdentityDocument(progress).Statement]
  return JSON.stringify({ ...document, Statement })
}
