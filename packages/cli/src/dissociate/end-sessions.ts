import type { PodIdentityAssociation } from '@aws-sdk/client-eks'
import { explainFailure } from '../explain-failure.ts'
import type { Step } from '../plan/step.ts'
import { Refusal } from '../refusal.ts'
import type { DeletedAssociation } from './delete-association.ts'
import type { DissociateOptions } from './dissociate-options.ts'
import type { PlannedRevocation } from './dissociation-plan.ts'
import { inSeconds } from './in-seconds.ts'
import { revocationStep } from './revocation-step.ts'
import { revokeSessions } from './revoke-sessions.ts'
import { runAgain } from './run-again.ts'
import { sessionsOf } from './sessions-of.ts'
import type { WantedRevocation } from './wanted-revocation.ts'

interface Ending {
  readonly options: DissociateOptions
  readonly deleted: DeletedAssociation | undefined
  readonly settlesMs: number
  /** Whether pods of the ServiceAccount are given sessions again. */
  readonly isAssociated: () => Promise<boolean>
}

/**
 * Revokes what is out once nothing more comes out.
 *
 * @throws Refusal that says what is still open, until when, and what to run: the association cannot be read again
 */
export async function endSessions(
  { wanted, iam }: PlannedRevocation,
  { options, deleted, settlesMs, isAssociated }: Ending,
): Promise<{ step: Step; before?: number }> {
  const association = deleted?.association
  try {
    refuseAnother(wanted, association)
    const livesOn = async () => wanted.pods === undefined || (await isAssociated())
    const { before, document } = await revokeSessions(iam, { ...wanted, settlesMs, livesOn })
    return { before, step: revocationStep(wanted, before, document, association) }
  } catch (error) {
    if (association && /^NoSuchEntity/.test((error as Error).name))
      return {
        step: {
          change: 'keep',
          what: `role ${wanted.roleName}: it is gone, and its sessions with it`,
          calls: [],
        },
      }
    throw new Refusal(whatIsOpen(error, wanted, options, deleted))
  }
}

function whatIsOpen(
  error: unknown,
  wanted: WantedRevocation,
  options: DissociateOptions,
  deleted: DeletedAssociation | undefined,
): string {
  const sessions = deleted && sessionsOf(deleted.association)
  const roleArns = [...new Set([wanted.roleArn, sessions?.roleArn ?? wanted.roleArn])]
  const flags = [
    ...(wanted.pods === undefined || sessions?.hasTags === false ? ['--whole-role'] : []),
    ...(options.roleProfile === undefined ? [] : ['--role-profile', options.roleProfile]),
  ]
  const role = deleted?.association.roleArn ?? options.roleArn
  return [
    `the sessions of ${roleArns.join(' and ')} are not revoked: ${reasonOf(error)}`,
    deleted
      ? `The association is deleted, so no more come out. What is out is open until ${inSeconds(deleted.until)} at the latest.`
      : 'What is out is open until six hours after the association was deleted, at the latest.',
    'Run this again, as somebody who may iam:GetRolePolicy and iam:PutRolePolicy for the role:',
    ...roleArns.map((arn) => `  ${runAgain(options, '--revoke', '--role-arn', arn, ...flags)}`),
    ...(options.deleteRole
      ? [`  ${runAgain(options, '--delete-role', ...(role ? ['--role-arn', role] : []))}`]
      : []),
  ].join('\n')
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

function reasonOf(error: unknown): string {
  if (error instanceof Refusal) return error.message
  const room = /^LimitExceeded/.test((error as Error).name)
    ? '; its inline policies leave no room for one more revocation: make a managed policy of one, or say --whole-role, which needs one statement for all'
    : ''
  return `${explainFailure(error)}${room}`
}
