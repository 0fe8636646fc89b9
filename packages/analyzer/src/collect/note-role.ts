import type { Lookup } from '../snapshot/lookup.ts'
import type { RoleRecord } from '../snapshot/snapshot.ts'
import type { Collecting } from './collecting.ts'
import type { Doors } from './doors.ts'
import { notePolicies } from './note-policies.ts'
import { readRole } from './read-role.ts'
import { unlessElsewhere } from './unless-elsewhere.ts'

/** Reads the role of an ARN, its own or of a session. One that IAM has under another path is missing, and noted too. */
export async function noteRole(
  arn: string,
  doors: Doors,
  collecting: Collecting,
): Promise<Lookup<RoleRecord>['state']> {
  const [, ofSession] = /:assumed-role\/([^/]+)\//.exec(arn) ?? []
  const name = ofSession ?? arn.slice(arn.lastIndexOf('/') + 1)
  const found = await unlessElsewhere(arn, doors, () => readRole(doors.iam, name))
  if (found.state !== 'found') {
    collecting.note('roles', arn, found)
    return found.state
  }
  const { item } = found
  collecting.add('roles', [item])
  await notePolicies([...item.attached, item.boundary], doors, collecting)
  if (item.arn === arn || ofSession) return 'found'
  collecting.note('roles', arn, { state: 'missing' })
  return 'missing'
}
