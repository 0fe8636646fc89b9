import type { Collecting } from './collecting.ts'
import type { Doors } from './doors.ts'
import { readManagedPolicy } from './read-managed-policy.ts'

/** Reads managed policies that somebody holds. */
export async function notePolicies(
  arns: readonly (string | undefined)[],
  { iam }: Doors,
  collecting: Collecting,
): Promise<void> {
  for (const arn of new Set(arns)) {
    if (arn === undefined || collecting.has('managedPolicies', arn)) continue
    collecting.note('managedPolicies', arn, await readManagedPolicy(iam, arn))
  }
}
