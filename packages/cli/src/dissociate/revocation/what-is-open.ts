import { explainFailure } from '../../explain-failure.ts'
import { Refusal } from '../../refusal.ts'
import type { DeletedAssociation } from '../association/delete-association.ts'
import { sessionsOf } from '../association/sessions-of.ts'
import type { DissociateOptions } from '../dissociate-options.ts'
import { inSeconds } from '../in-seconds.ts'
import { runAgain } from '../run-again.ts'
import type { WantedRevocation } from './wanted-revocation.ts'

interface Open {
  readonly wanted: WantedRevocation
  readonly options: DissociateOptions
  /** Absent: it was gone already, or it is not known whether it is. */
  readonly deleted: DeletedAssociation | undefined
  readonly mayBeDeleted?: boolean
}

/** Revoking failed: what is still open, until when, and what to run. The association cannot be read again. */
export function whatIsOpen(error: unknown, { wanted, options, deleted, mayBeDeleted }: Open): Refusal {
  const sessions = deleted && sessionsOf(deleted.association)
  const roleArns = [...new Set([wanted.roleArn, sessions?.roleArn ?? wanted.roleArn])]
  const flags = [
    ...(wanted.pods === undefined || sessions?.hasTags === false ? ['--whole-role'] : []),
    ...(options.roleProfile === undefined ? [] : ['--role-profile', options.roleProfile]),
  ]
  const role = deleted?.association.roleArn ?? options.roleArn
  const exitCode = error instanceof Refusal ? error.exitCode : 2
  const known = mayBeDeleted ? 'The association may be deleted or not. ' : ''
  const lines = [
    `the sessions of ${roleArns.join(' and ')} are not revoked: ${reasonOf(error)}`,
    deleted
      ? `The association is deleted, so no more come out. What is out is open until ${inSeconds(deleted.until)} at the latest.`
      : `${known}What is out is open until six hours after the association was deleted, at the latest.`,
    // The failure of a right is 2; of a signal, nobody's right.
    exitCode === 2
      ? 'Run this again, as somebody who may iam:GetRolePolicy and iam:PutRolePolicy for the role:'
      : 'Run this again:',
    ...roleArns.map((arn) => `  ${runAgain(options, '--revoke', '--role-arn', arn, ...flags)}`),
    ...(options.deleteRole
      ? [`  ${runAgain(options, '--delete-role', ...(role ? ['--role-arn', role] : []))}`]
      : []),
  ]
  return new Refusal(lines.join('\n'), exitCode)
}

function reasonOf(error: unknown): string {
  if (error instanceof Refusal) return error.message
  const room = /^LimitExceeded/.test((error as Error).name)
    ? '; its inline policies leave no room for one more revocation: make a managed policy of one, or say --whole-role, which needs one statement for all'
    : ''
  return `${explainFailure(error)}${room}`
}
