import { AttachPolicy$, type AttachPolicyRequest } from '@aws-sdk/client-organizations'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { attachedOfType } from '../attached-of-type.ts'
import { organizationsConstraints } from '../constraints.ts'
import { organizationsFaults } from '../faults.ts'
import { managedOrganization } from '../managed-organization.ts'
import { namedPolicy } from '../named-policy.ts'
import { namedTarget } from '../named-target.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { organizationsQuotas } from '../quotas.ts'

export const attachPolicy = operation<Given<AttachPolicyRequest>, void>(AttachPolicy$, {
  constraints: { PolicyId: organizationsConstraints.id, TargetId: organizationsConstraints.id },
  authorize: organizationPermissions('AttachPolicy', ({ PolicyId, TargetId }) => ({
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
    if (!organization.enabledPolicyTypes.includes(policy.type)) throw organizationsFaults.typeNotEnabled()
    if (target.attached.includes(policy.id)) throw organizationsFaults.duplicateAttachment()
    const present = await attachedOfType(target, policy.type, organization, transaction)
    if (present.length >= organizationsQuotas.attachments) {
      throw organizationsFaults.constraint(
        'MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
        'You have attached the maximum number of policies to the specified target.',
      )
    }
    await target.change({ attached: [...target.attached, policy.id] }, transaction)
  },
})
