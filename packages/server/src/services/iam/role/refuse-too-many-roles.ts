import { roles } from '../../../records/role.ts'
import type { ServiceContext } from '../../service-context.ts'
import { iamFaults } from '../faults.ts'
import { iamQuotas } from '../quotas.ts'

/** Refuses when the account has as many roles as it may have. @throws Fault LimitExceeded */
export async function refuseTooManyRoles({ transaction, account }: ServiceContext): Promise<void> {
  const most = iamQuotas.rolesPerAccount
  const count = await transaction.count(roles, [account])
  if (count >= most) throw iamFaults.quotaExceeded('RolesPerAccount', most)
}
