import type { AssociationRecord } from '../../snapshot/snapshot.ts'
import { annotations } from '../../why/annotations.ts'
import { audience as audienceLink } from '../../why/links/audience.ts'
import { roleAnnotation } from '../../why/links/role-annotation.ts'
import { namedRole } from '../../why/named-role.ts'
import { associationName } from '../../why/pod-identity/association-name.ts'
import { podIdentityService } from '../../why/pod-identity/pod-identity-service.ts'
import { roleToName } from '../../why/role-to-name.ts'
import { linkStep } from '../link-step.ts'
import { notWired } from '../not-wired.ts'
import { ownAssociation } from '../own-association.ts'
import type { Progress, StepFound, StepRow } from '../progress.ts'
import { symptoms } from '../symptoms.ts'

/** The ServiceAccount names its role by an annotation, or EKS by an association, and not both. */
export const wiring: StepRow = {
  name: 'wiring',
  needs: ['serviceAccount'],
  examine(progress) {
    const { commands, setup, question, serviceAccount, snapshot } = progress
    const { associations } = setup
    const own = ownAssociation(associations, question)
    const named = namedRole(serviceAccount!, snapshot)
    if (own && own.roleArn === undefined) return unnamed(own)
    if (own) return named?.key === annotations.role ? both(own, progress) : associated(own)
    if (!named) {
      const because = `it has no annotation ${annotations.role}, and`
      if (associations.state === 'unread')
        return {
          state: 'not-looked-at',
          because: `${because} associations are not known: ${associations.because}`,
        }
      const patterns = patternsIn(associations)
      if (patterns.length === 0) return notWired(progress)
      return {
        state: 'not-looked-at',
        because: `${because} of the associations of patterns (${patterns.join(', ')}) the server alone knows whether they count for it`,
        check: commands.runAs(question),
      }
    }
    return annotated(progress)
  },
}

/** An extension of Rolecall. AWS takes such names too, and they are nobody's there. */
function patternsIn(associations: Progress['setup']['associations']): string[] {
  const all = associations.state === 'found' ? associations.item : []
  return all
    .map(({ namespace, serviceAccount }) => `${namespace}/${serviceAccount}`)
    .filter((name) => name.includes('*'))
}

function associated(association: AssociationRecord): StepFound {
  const { roleArn } = association
  return {
    state: 'ok',
    sentence: `an EKS Pod Identity association gives it role ${roleArn}`,
    onward: onwardOf(association),
  }
}

/** The list tells that it is there; which role, those may know who may describe it. */
function unnamed(association: AssociationRecord): StepFound {
  return {
    state: 'not-looked-at',
    because: `${associationName(association)} gives it a role, and which is not known: ${association.unread ?? 'no more than its outline was read'}`,
    onward: onwardOf(association),
  }
}

function onwardOf(association: AssociationRecord) {
  const { roleArn } = association
  const method = 'pod-identity' as const
  return { method, association, audience: podIdentityService, ...(roleArn ? { roleArn } : {}) }
}

function both(association: AssociationRecord, { commands, serviceAccount, question }: Progress): StepFound {
  const value = serviceAccount!.annotations[annotations.role]
  return {
    state: 'broken',
    findings: [
      {
        kind: 'both-methods',
        sentence: `it is annotated with role ${value} and associated with role ${association.roleArn}; new pods get the association's, and a container that sets AWS_ROLE_ARN itself the other`,
        fix: commands.annotate(question, `${annotations.role}-`),
      },
    ],
    onward: onwardOf(association),
  }
}

function annotated(progress: Progress): StepFound {
  const { commands, setup, question, serviceAccount } = progress
  const found = roleAnnotation.examine(progress)
  const { arn, key, value } = namedRole(serviceAccount!, progress.snapshot)!
  if (found.state === 'broken') {
    const meant = arn ?? roleToName(progress.snapshot)
    const mistyped = key !== annotations.role
    const { onward: _, ...unwired } = linkStep(found, {
      kind: mistyped ? 'annotation-key' : 'role-arn',
      error: mistyped ? symptoms.noCredentials() : symptoms.invalidRoleArn(value),
      fix: commands.annotate(question, `${annotations.role}=${meant}`, ...(mistyped ? [`${key}-`] : [])),
    })
    // The webhook passes on whatever stands there, so that the pods are wired, to nothing.
    return mistyped ? unwired : { ...unwired, onward: { method: 'irsa', ...audienceOf(progress) } }
  }
  const audience = audienceLink.examine(progress)
  if (audience.state === 'broken') {
    return linkStep(audience, {
      kind: 'audience-annotation',
      error: symptoms.wrongAudience(),
      fix: commands.annotate(question, `${annotations.audience}-`),
    })
  }
  const onward = { method: 'irsa' as const, ...found.onward, ...audience.onward }
  return setup.associations.state === 'unread'
    ? {
        state: 'not-looked-at',
        because: `${found.sentence}, and whether an association names it too is not known: ${setup.associations.because}`,
        onward,
      }
    : { state: 'ok', sentence: found.sentence, onward }
}

function audienceOf(progress: Progress) {
  return audienceLink.examine(progress).onward ?? {}
}
