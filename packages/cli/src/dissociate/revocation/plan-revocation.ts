import type { IAMClient } from '@aws-sdk/client-iam'
import { systemClock } from '@rolecall/core'
import type { AwsAccess } from '../../aws/aws-access.ts'
import { heardTime } from '../../aws/heard-time.ts'
import type { Step } from '../../plan/step.ts'
import type { DissociateOptions } from '../dissociate-options.ts'
import type { Dissociation } from '../read-dissociation.ts'
import { mergeRevocation } from './merge-revocation.ts'
import { openRoleIam } from './open-role-iam.ts'
import { readRevocations } from './read-revocations.ts'
import { revocationStep } from './revocation-step.ts'
import { type WantedRevocation, wantedRevocation } from './wanted-revocation.ts'

export interface PlannedRevocation {
  readonly wanted: WantedRevocation
  /** In the account of the role. */
  readonly iam: IAMClient
  /** As it would be now. */
  readonly step: Step
}

/** @throws Refusal where the sessions are not known, or not those of this account, or one more has no room */
export async function planRevocation(
  aws: AwsAccess,
  found: Dissociation,
  options: DissociateOptions,
): Promise<PlannedRevocation> {
  const wanted = await wantedRevocation(aws, found, options)
  const iam = await openRoleIam(aws, wanted.roleArn, found, options)
  const time = heardTime(iam)
  const present = await readRevocations(iam, wanted.roleName)
  const now = time() ?? systemClock()
  const { roleName: _, roleArn: __, ...pods } = wanted
  const { document } = mergeRevocation(present, { before: now, ...pods }, now)
  return {
    wanted,
    iam,
    step: revocationStep(wanted, now, { document, isNew: present === undefined }, found.association),
  }
}
