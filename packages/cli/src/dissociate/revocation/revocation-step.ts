import type { PodIdentityAssociation } from '@aws-sdk/client-eks'
import type { Json } from '../../json/json.ts'
import { revocationPolicyName } from '../../plan/revocation-policy-name.ts'
import type { Step } from '../../plan/step.ts'
import { changedLately } from '../association/changed-lately.ts'
import { inSeconds } from '../in-seconds.ts'
import type { WantedRevocation } from './wanted-revocation.ts'

/**
 * Ends the sessions from before a time, in milliseconds since the epoch: for people, and as the call.
 *
 * @param isNew the role had no such policy
 * @param association whose sessions they are, if it was there
 */
export function revocationStep(
  { roleName: RoleName, pods }: WantedRevocation,
  before: number,
  { document, isNew }: { readonly document: Json; readonly isNew: boolean },
  association: PodIdentityAssociation | undefined,
): Step {
  const changed = association && changedLately(association, before)
  const PolicyName = revocationPolicyName
  return {
    change: isNew ? 'create' : 'change',
    what: `inline policy ${PolicyName} of role ${RoleName}`,
    details: [
      pods
        ? `denies all to sessions of ServiceAccount ${pods.namespace}/${pods.serviceAccount} from before ${inSeconds(before)}`
        : `denies all to every session from before ${inSeconds(before)}, also of other pods and of people: they need new ones`,
      ...(pods && !association
        ? [
            'sessions without tags, of an association with --disable-session-tags, are not among them; --whole-role ends those',
          ]
        : []),
      'sessions of other roles, which pods made with theirs, are not among them; they end within the hour, if they may assume no role again',
      ...(changed
        ? [
            `the association was changed at ${inSeconds(changed.at)}: what was given before may be of another role, or without tags, and lives until ${inSeconds(changed.until)}`,
          ]
        : []),
    ],
    calls: [
      {
        call: 'iam:PutRolePolicy',
        input: { RoleName, PolicyName, PolicyDocument: JSON.stringify(document) },
      },
    ],
  }
}
