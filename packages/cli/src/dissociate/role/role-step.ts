import { jsonDiff } from '../../json/json-diff.ts'
import { jsonEqual } from '../../json/json-equal.ts'
import { ownership } from '../../plan/ownership.ts'
import { podIdentityTrust } from '../../plan/pod-identity-trust.ts'
import type { RoleState } from '../../plan/present.ts'
import { revocationPolicyName } from '../../plan/revocation-policy-name.ts'
import type { Call, Step } from '../../plan/step.ts'
import { Refusal } from '../../refusal.ts'
import type { DissociateOptions } from '../dissociate-options.ts'
import type { Dissociation } from '../read-dissociation.ts'

/**
 * Deletes a role that rolecall made for a ServiceAccount. What it denies goes last: what allows has gone by then.
 *
 * @param uses who else uses it
 * @throws Refusal when it is another's, may be had by others, or is used
 */
export function roleStep(
  name: string,
  state: RoleState,
  uses: readonly string[],
  found: Dissociation,
  { cluster, namespace, serviceAccount }: DissociateOptions,
): Step {
  const { tags, trust, inline, attached } = state
  const refuse = (because: string, lines: readonly string[] = []): never => {
    throw new Refusal([`role ${name} is not deleted: ${because}`, ...lines].join('\n    '))
  }
  const account = `${namespace}/${serviceAccount}`
  const owner = tags[ownership.serviceAccount]
  if (tags[ownership.managed] !== 'true') refuse('it was not made by rolecall')
  if (tags[ownership.clusterArn] !== found.clusterArn)
    refuse(`it belongs to ${tags[ownership.clusterArn] ?? 'no cluster that its tags name'}`)
  if (owner !== account)
    refuse(`it belongs to ${owner ? `the ServiceAccount ${owner}` : 'no ServiceAccount'}`)
  if (uses.length > 0) refuse('it is used by', uses)
  const own = podIdentityTrust(cluster, found)
  if (!jsonEqual(trust, own))
    refuse('its trust policy was changed, and may let others in', [
      ...jsonDiff(own, trust),
      'the rolecall associate that made the role puts it back; run that again first',
    ])

  const RoleName = name
  const policies = Object.keys(inline).filter((one) => one !== revocationPolicyName)
  const calls: Call[] = [
    ...attached.map((PolicyArn): Call => ({ call: 'iam:DetachRolePolicy', input: { RoleName, PolicyArn } })),
    ...[...policies, ...(Object.hasOwn(inline, revocationPolicyName) ? [revocationPolicyName] : [])].map(
      (PolicyName): Call => ({ call: 'iam:DeleteRolePolicy', input: { RoleName, PolicyName } }),
    ),
    { call: 'iam:DeleteRole', input: { RoleName } },
  ]
  const details = [...attached, ...policies].map((one) => `with ${one}`)
  return { change: 'remove', what: `role ${name} of ServiceAccount ${account}`, details, calls }
}
