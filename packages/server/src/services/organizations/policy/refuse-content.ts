import { type PolicyKind, refusePolicy } from '@rolecall/policy'
import type { OrganizationPolicyType } from '../../../records/organization-policy.ts'
import { organizationsFaults } from '../faults.ts'

const kinds: Readonly<Record<OrganizationPolicyType, PolicyKind>> = {
  SERVICE_CONTROL_POLICY: 'scp',
  RESOURCE_CONTROL_POLICY: 'rcp',
}

/** @throws Fault MalformedPolicyDocumentException, ConstraintViolationException for one that is too long */
export function refuseContent(content: string, type: OrganizationPolicyType): void {
  const refusal = refusePolicy(content, kinds[type])
  if (refusal?.code === 'LimitExceeded') {
    throw organizationsFaults.constraint(
      'POLICY_CONTENT_LIMIT_EXCEEDED',
      'You have exceeded the maximum policy size.',
    )
  }
  if (refusal) throw organizationsFaults.malformedPolicy()
}
