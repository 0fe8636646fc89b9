import type { Collecting } from './collecting.ts'
import type { Doors } from './doors.ts'
import { notePolicies } from './note-policies.ts'
import { readUser } from './read-user.ts'
import { unlessElsewhere } from './unless-elsewhere.ts'

/** Reads the user of an ARN. */
export async function noteUser(arn: string, doors: Doors, collecting: Collecting): Promise<void> {
  const name = arn.slice(arn.lastIndexOf('/') + 1)
  const found = await unlessElsewhere(arn, doors, () => readUser(doors.iam, name))
  const other = found.state === 'found' && found.item.arn !== arn
  collecting.note('users', arn, other ? { state: 'missing' } : found)
  if (found.state !== 'found') return
  const { attached, boundary, groups } = found.item
  await notePolicies([...attached, ...groups.flatMap((group) => group.attached), boundary], doors, collecting)
}
