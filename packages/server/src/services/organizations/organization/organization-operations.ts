import type { Operation } from '../../operation.ts'
import { createOrganization } from './create-organization.ts'
import { deleteOrganization } from './delete-organization.ts'
import { describeOrganization } from './describe-organization.ts'
import { disablePolicyType } from './disable-policy-type.ts'
import { enablePolicyType } from './enable-policy-type.ts'
import { leaveOrganization } from './leave-organization.ts'
import { listAwsServiceAccessForOrganization } from './list-aws-service-access-for-organization.ts'
import { listRoots } from './list-roots.ts'

/** Operations on an organization and its root. */
export const organizationOperations: readonly Operation[] = [
  createOrganization,
  deleteOrganization,
  describeOrganization,
  disablePolicyType,
  enablePolicyType,
  leaveOrganization,
  listAwsServiceAccessForOrganization,
  listRoots,
]
