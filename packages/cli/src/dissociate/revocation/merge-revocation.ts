import type { Json } from '../../json/json.ts'
import { Refusal } from '../../refusal.ts'
import { type Revocation, revocation } from './revocation.ts'

/** Of IAM, for all inline policies of a role together, in characters that are no white space. */
const longest = 10_240

export interface Merged {
  readonly document: Json
  /** What is wanted was ended already. */
  readonly isThere: boolean
}

/**
 * `AWSRevokeOlderSessions` of a role with one more revocation: those of others stay, but for those that this one
 * covers and those whose last session has ended by itself. What is of another form stays as it is.
 *
 * @throws Refusal when it grows too long for IAM, or is no policy
 */
export function mergeRevocation(present: Json | undefined, wanted: Revocation, now: number): Merged {
  const policy = present === undefined ? { Version: '2012-10-17', Statement: [] } : present
  if (typeof policy !== 'object' || policy === null || Array.isArray(policy))
    throw new Refusal('AWSRevokeOlderSessions of the role is no policy, so that nothing can be added to it')
  const { Statement = [] } = policy as Readonly<Record<string, Json>>
  const statements = (Array.isArray(Statement) ? Statement : [Statement]).map((statement) => ({
    statement,
    read: revocation.read(statement),
  }))
  const isThere = statements.some(({ read }) => read && revocation.covers(read, wanted))
  const kept = statements.filter(
    ({ read }) => !read || (revocation.isAlive(read, now) && (isThere || !revocation.covers(wanted, read))),
  )
  const document = {
    ...policy,
    Statement: [...kept.map(({ statement }) => statement), ...(isThere ? [] : [revocation.write(wanted)])],
  }
  if (JSON.stringify(document).length > longest) {
    throw new Refusal(
      `AWSRevokeOlderSessions of the role is full: it holds ${kept.length} revocations whose sessions may still ` +
        'live, and none of them is dropped. --whole-role takes one statement in place of all; else wait until ' +
        'the oldest is twelve hours old',
    )
  }
  return { document, isThere }
}
