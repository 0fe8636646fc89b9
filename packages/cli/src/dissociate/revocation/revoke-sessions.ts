import { setTimeout as sleep } from 'node:timers/promises'
import { type IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { heardTime } from '../../aws/heard-time.ts'
import type { Json } from '../../json/json.ts'
import { revocationPolicyName } from '../../plan/revocation-policy-name.ts'
import { Refusal } from '../../refusal.ts'
import { mergeRevocation } from './merge-revocation.ts'
import { readRevocations } from './read-revocations.ts'
import type { PodsOfAccount } from './revocation.ts'

/** Times that the policy is read. Each writer is overwritten once at most by each who read before it wrote. */
const mostReadings = 10
const secondMs = 1000

interface Revoking {
  readonly roleName: string
  /** Absent: all sessions of the role. */
  readonly pods?: PodsOfAccount
  /** Milliseconds in which a deleted association may still give credentials. */
  readonly settlesMs: number
  /** Whether sessions may have been issued in the meantime that are to live. */
  readonly livesOn: () => Promise<boolean>
  readonly interrupted?: AbortSignal
}

export interface Revoked {
  /** Sessions issued earlier are denied, in milliseconds since the epoch. */
  readonly before: number
  /** The policy as it is now. */
  readonly document: Json
  /** The role had none when it was first read. */
  readonly isNew: boolean
}

/**
 * Ends the sessions of a role that were issued up to now.
 *
 * AWS tells the time of issue in whole seconds, cut, so the time that is denied is the next second: of two sessions
 * of one second the older must not be let in. It must not have come before the policy is written: a session that is
 * not denied yet may assume its role anew. It waits until that second has come, so that none of a new association is
 * older. IAM has no way of writing only what nobody else wrote in between: after the wait the policy is read
 * again, and a revocation that somebody wrote over is written again, of a later time. Who was given a session in between that is to
 * live is told to fetch another by one more writing: a Rolecall server tells agents of each.
 *
 * @throws Refusal, and what IAM answers
 */
export async function revokeSessions(iam: IAMClient, revoking: Revoking): Promise<Revoked> {
  const { roleName, pods, settlesMs, livesOn, interrupted: signal } = revoking
  const time = heardTime(iam)
  let before = 0
  let isNew: boolean | undefined
  let aheadMs = secondMs + settlesMs
  for (let left = mostReadings; left > 0; left--) {
    const present = await readRevocations(iam, roleName)
    isNew ??= present === undefined
    const now = time()
    if (now === undefined) throw new Refusal('IAM answers without the time (header Date)')
    const merged = () => mergeRevocation(present, { before, ...(pods ? { pods } : {}) }, now)
    const wasThere = before > 0 && merged().isThere
    if (!wasThere) before = now + aheadMs
    const { document, isThere } = merged()
    const isDone = isThere && now >= before
    if (!isThere || (isDone && (await livesOn()))) {
      const PolicyDocument = JSON.stringify(document)
      const put = { RoleName: roleName, PolicyName: revocationPolicyName, PolicyDocument }
      await iam.send(new PutRolePolicyCommand(put))
    }
    if (isDone) return { before, document, isNew }
    const writtenMs = (time() ?? now) - now
    if (!isThere && now + writtenMs >= before) {
      aheadMs += writtenMs
      before = 0
    } else {
      await sleep(Math.max(before - now, secondMs), undefined, signal ? { signal } : {})
    }
  }
  throw new Refusal(`${revocationPolicyName} was written over by others again and again`)
}
