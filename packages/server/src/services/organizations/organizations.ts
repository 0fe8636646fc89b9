import { serviceOfOperations } from '../service-of-operations.ts'
import { accountOperations } from './account/account-operations.ts'
import { organizationsLeftOut } from './left-out.data.ts'
import { organizationOperations } from './organization/organization-operations.ts'
import { organizationalUnitOperations } from './organizational-unit/organizational-unit-operations.ts'
import { policyOperations } from './policy/policy-operations.ts'
import { tagOperations } from './tag/tag-operations.ts'

/** AWS Organizations. Source: AWS Organizations API Reference, 2016-11-28. */
export const organizations = serviceOfOperations(
  {
    name: 'organizations',
    protocol: 'json-1.1',
    version: '2016-11-28',
    targetPrefix: 'AWSOrganizationsV20161128',
  },
  [
    ...accountOperations,
    ...organizationOperations,
    ...organizationalUnitOperations,
    ...policyOperations,
    ...tagOperations,
  ],
  organizationsLeftOut,
)
