import type { IAMClient } from '@aws-sdk/client-iam'
import { systemClock } from '@rolecall/core'
import type { AwsAccess } from '../aws/aws-access.ts'
import { heardTime } from '../aws/heard-time.ts'
import type { Step } from '../plan/step.ts'
import { Refusal } from '../refusal.ts'
import type { DissociateOptions } from './dissociate-options.ts'
import { mergeRevocation } from './merge-revocation.ts'
import { openRoleIam } from './open-role-iam.ts'
import { planRoleDeletion } from './plan-role-deletion.ts'
import type { Dissociation } from './read-dissociation.ts'
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
  const association = associationStep(found, options)
  const wanted = options.revoke ? await wantedRevocation(aws, found, options) : undefined
  const revocation = wanted && (await revocationOf(aws, found, options, wanted))
  const role = options.deleteRole ? await planRoleDeletion(aws, found, options) : undefined
  return {
    ...(association ? { association } : {}),
    ...(revocation ? { revocation } : {}),
    ...(role ? { role } : {}),
  }
}

/** The cluster is not asked: it may be out of reach where AWS is not. */
const irsa =
  'an annotation eks.amazonaws.com/role-arn on the ServiceAccount, if there is one, counts for its new pods from now on; rolecall why tells'

function associationStep({ association }: Dissociation, options: DissociateOptions): Step | undefined {
  if (!association) return undefined
  const { associationId, ownerArn, roleArn, targetRoleArn } = association
  const what = `Pod Identity association of ServiceAccount ${options.namespace}/${options.serviceAccount}`
  if (ownerArn) throw new Refusal(`the ${what} belongs to ${ownerArn}, which alone may change it`)
  const details = [`assumed ${roleArn}`, ...(targetRoleArn ? [`and through it ${targetRoleArn}`] : []), irsa]
  const input = { clusterName: options.cluster, associationId }
  return { change: 'remove', what, details, calls: [{ call: 'eks:DeletePodIdentityAssociation', input }] }
}

async function revocationOf(
  aws: AwsAccess,
  found: Dissociation,
  options: DissociateOptions,
  wanted: WantedRevocation,
) {
  const iam = await openRoleIam(aws, wanted.roleArn, found, options)
  const time = heardTime(iam)
  const present = await readRevocations(iam, wanted.roleName)
  const now = time() ?? systemClock()
  const { roleName: _, roleArn: __, ...pods } = wanted
  const { document } = mergeRevocation(present, { before: now, ...pods }, now)
  return { wanted, iam, step: revocationStep(wanted, now, document, found.association) }
}
