import type { AwsAccess } from '../aws/aws-access.ts'
import type { Step } from '../plan/step.ts'
import { associationStep } from './association/association-step.ts'
import type { DissociateOptions } from './dissociate-options.ts'
import type { Dissociation } from './read-dissociation.ts'
import { type PlannedRevocation, planRevocation } from './revocation/plan-revocation.ts'
import { planRoleDeletion } from './role/plan-role-deletion.ts'

/** What is to be done, in this order: what stops issuing first, so that nothing newer than what is revoked comes out. */
export interface DissociationPlan {
  readonly association?: Step
  readonly revocation?: PlannedRevocation
  readonly role?: Step
}

/**
 * Changes nothing.
 *
 * @throws Refusal
 */
export async function dissociationPlan(
  aws: AwsAccess,
  found: Dissociation,
  options: DissociateOptions,
): Promise<DissociationPlan> {
  const association = found.association && associationStep(found.association, options)
  const revocation = options.revoke ? await planRevocation(aws, found, options) : undefined
  const role = options.deleteRole ? await planRoleDeletion(aws, found, options) : undefined
  return {
    ...(association ? { association } : {}),
    ...(revocation ? { revocation } : {}),
    ...(role ? { role } : {}),
  }
}
