import type {
  DeletePodIdentityAssociationResponse,
  EKSClient,
  PodIdentityAssociation,
} from '@aws-sdk/client-eks'
import { systemClock } from '@rolecall/core'
import { heardTime } from '../../aws/heard-time.ts'
import { type Doors, perform } from '../../plan/perform.ts'
import type { Step } from '../../plan/step.ts'
import { unlessMissing } from '../../plan/unless-missing.ts'
import { changedLately } from './changed-lately.ts'
import { sessionsOf } from './sessions-of.ts'

export interface DeletedAssociation {
  /** As it was when it was deleted: it may have been changed since it was read. */
  readonly association: PodIdentityAssociation
  /** When the last of its credentials end by themselves, in milliseconds since the epoch. */
  readonly until: number
}

/** Deletes an association. One that somebody deleted in the meantime is as well. */
export async function deleteAssociation(
  read: PodIdentityAssociation,
  { calls }: Step,
  doors: Doors,
  settlesMs: number,
): Promise<DeletedAssociation> {
  const time = heardTime(doors.eks satisfies EKSClient)
  let association = read
  for (const call of calls) {
    const answer = await unlessMissing(perform(call, doors))
    association = (answer as DeletePodIdentityAssociationResponse | undefined)?.association ?? association
  }
  const now = time() ?? systemClock()
  // What is heard is cut to seconds.
  const own = now + 1000 + settlesMs + sessionsOf(association).seconds * 1000
  return { association, until: Math.max(own, changedLately(association, now)?.until ?? 0) }
}
