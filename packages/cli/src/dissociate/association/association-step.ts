import type { PodIdentityAssociation } from '@aws-sdk/client-eks'
import type { Step } from '../../plan/step.ts'
import { Refusal } from '../../refusal.ts'
import type { DissociateOptions } from '../dissociate-options.ts'

/** The cluster is not asked: it may be out of reach where AWS is not. */
const irsa =
  'an annotation eks.amazonaws.com/role-arn on the ServiceAccount, if there is one, counts for its new pods from now on; rolecall why tells'

/**
 * Deletes the association of a ServiceAccount.
 *
 * @throws Refusal when it belongs to somebody else
 */
export function associationStep(
  { associationId, ownerArn, roleArn, targetRoleArn }: PodIdentityAssociation,
  { cluster: clusterName, namespace, serviceAccount }: DissociateOptions,
): Step {
  const what = `Pod Identity association of ServiceAccount ${namespace}/${serviceAccount}`
  if (ownerArn) throw new Refusal(`the ${what} belongs to ${ownerArn}, which alone may change it`)
  const details = [`assumed ${roleArn}`, ...(targetRoleArn ? [`and through it ${targetRoleArn}`] : []), irsa]
  const input = { clusterName, associationId }
  return { change: 'remove', what, details, calls: [{ call: 'eks:DeletePodIdentityAssociation', input }] }
}
