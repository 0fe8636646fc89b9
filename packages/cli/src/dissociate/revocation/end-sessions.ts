import type { PodIdentityAssociation } from '@aws-sdk/client-eks'
import type { Step } from '../../plan/step.ts'
import { Refusal } from '../../refusal.ts'
import type { DeletedAssociation } from '../association/delete-association.ts'
import { sessionsOf } from '../association/sessions-of.ts'
import type { DissociateOptions } from '../dissociate-options.ts'
import type { PlannedRevocation } from './plan-revocation.ts'
import { revocationStep } from './revocation-step.ts'
import { revokeSessions } from './revoke-sessions.ts'
import type { WantedRevocation } from './wanted-revocation.ts'
import { whatIsOpen } from './what-is-open.ts'

interface Ending {
  readonly options: DissociateOptions
  readonly deleted: DeletedAssociation | undefined
  readonly settlesMs: number
  /** Whether pods of the ServiceAccount are given sessions again. */
  readonly isAssociated: () => Promise<boolean>
  readonly interrupted: AbortSignal
}

/**
 * Revokes what is out once nothing more comes out.
 *
 * @throws Refusal that says what is still open, until when, and what to run: the association cannot be read again
 */
export async function endSessions(
  { wanted, iam }: PlannedRevocation,
  { options, deleted, settlesMs, isAssociated, interrupted }: Ending,
): Promise<{ step: Step; before?: number }> {
  const association = deleted?.association
  try {
    refuseAnother(wanted, association)
    const livesOn = async () => wanted.pods === undefined || (await isAssociated())
    const revoked = await revokeSessions(iam, { ...wanted, settlesMs, livesOn, interrupted })
    const { before } = revoked
    return { before, step: revocationStep(wanted, before, revoked, association) }
  } catch (error) {
    if (/^NoSuchEntity/.test((error as Error).name)) {
      // A role that somebody names may be misspelt; that of an association is gone.
      if (!association) throw new Refusal(noSuchRole(wanted.roleArn))
      return {
        step: {
          change: 'keep',
          what: `role ${wanted.roleName}: it is gone, and its sessions with it`,
          calls: [],
        },
      }
    }
    const reason = interrupted.aborted ? interrupted.reason : error
    throw whatIsOpen(reason, { wanted, options, deleted })
  }
}

function noSuchRole(roleArn: string): string {
  return `there is no role ${roleArn}, and nothing was revoked. Is its name right? Of a role that was deleted, the sessions ended with it`
}

/** Somebody may have changed the association between its reading and its deletion. */
function refuseAnother(wanted: WantedRevocation, association: PodIdentityAssociation | undefined): void {
  const sessions = association && sessionsOf(association)
  if (!sessions) return
  if (sessions.roleArn !== wanted.roleArn)
    throw new Refusal(`the association was changed from ${wanted.roleArn} in this very moment`)
  if (!sessions.hasTags && wanted.pods)
    throw new Refusal('its session tags were disabled in this very moment')
}
