import { DetachPolicy$, type DetachPolicyRequest } from '@aws-sdk/client-organizations'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { attachedOfType } from '../attached-of-type.ts'
import { organizationsConstraints } from '../constraints.ts'
import { organizationsFaults } from '../faults.ts'
import { managedOrganization } from '../managed-organization.ts'
import { namedPolicy } from '../named-policy.ts'
import { namedTarget } from '../named-target.ts'
import { organizationPermissions } from '../organization-permissions.ts'

/** RCPs can only deny, so the one that allows everything stays where it is; of SCPs one must be left. */
const notDetachable = 'p-RCPFullAWSAccess'

export const detachPolicy = operation<Given<DetachPolicyRequest>, void>(DetachPolicy$, {
  constraints: { PolicyId: organizationsConstraints.id, TargetId: organizationsConstraints.id },
  authorize: organizationPermissions('DetachPolicy', ({ PolicyId, TargetId }) => ({
    on: [PolicyId, TargetId],
  })),
  trail: { readOnly: false },
  async handle({ PolicyId, TargetId }, context) {
    const { transaction } = context
    const organization = await managedOrganization(context)
    const policy = await namedPolicy(PolicyId, organization, transaction)
    const target = await namedTarget(
      TargetId,
      ['root', 'unit', 'account'],
      organizationsFaults.noSuchTarget,
      organization,
      transaction,
    )
    if (!target.attached.includes(policy.id)) throw organizationsFaults.notAttached()
    if (policy.id === notDetachable) {
      throw organizationsFaults.input('NON_DETACHABLE_POLICY', "You can't detach the specified policy.")
    }
    const present = await attachedOfType(target, policy.type, organization, transaction)
    if (present.length === 1) {
      throw organizationsFaults.constraint(
        'MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
        'You cannot remove the last policy attached to the specified target. You must have at least one attached at all times.',
      )
    }
    await target.change({ attached: target.attached.filter((id) => id !== policy.id) }, transaction)
  },
})
