import { parseArn } from '@rolecall/core'
import { policyOwner } from '../policies/policy-owner.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'
import type { Question } from '../why/question.ts'
import { collectPod } from './collect-pod.ts'
import { Collecting } from './collecting.ts'
import type { Doors } from './doors.ts'
import { noteRole } from './note-role.ts'
import { noteUser } from './note-user.ts'
import { readAssociations } from './read-associations.ts'

/** What is known of policies of resources, which each service keeps in its own way. */
export type ResourcePolicies =
  /** No resource that is asked about has a policy, as behind Rolecall's gateway. */
  | { readonly state: 'none' }
  | { readonly state: 'given'; readonly document: string }
  | { readonly state: 'unread'; readonly because: string }

/**
 * Reads what one question needs and no more, by calls of AWS's and Kubernetes' APIs. It changes nothing. What
 * it may not read is noted in the API's words; only an API that cannot be reached at all is a failure.
 */
export async function collectFor(
  question: Question,
  doors: Doors,
  resourcePolicies: ResourcePolicies,
): Promise<Snapshot> {
  const collecting = new Collecting(doors)
  if (!('principal' in question))
    await collectPod(question, doors, collecting, await readAssociations(question, doors))
  else if (isOf('user', question.principal)) await noteUser(question.principal, doors, collecting)
  else await noteRole(question.principal, doors, collecting)
  const { resource } = question
  // The policy of a role, to STS, is its trust policy.
  if (isOf('role', resource) && !collecting.has('roles', resource))
    await noteRole(resource, doors, collecting)
  const owner = policyOwner(resource)
  if (resourcePolicies.state === 'none') collecting.complete('resourcePolicies')
  else if (resourcePolicies.state === 'unread') collecting.note('resourcePolicies', owner, resourcePolicies)
  else collecting.add('resourcePolicies', [{ arn: owner, document: resourcePolicies.document }])
  return collecting.snapshot()
}

function isOf(kind: 'role' | 'user', arn: string): boolean {
  const { service, resource } = parseArn(arn) ?? {}
  return service === 'iam' && resource?.startsWith(`${kind}/`) === true
}
