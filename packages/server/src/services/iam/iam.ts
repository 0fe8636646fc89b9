import { serviceOfOperations } from '../service-of-operations.ts'
import { managedPolicyOperations } from './managed-policy/managed-policy-operations.ts'
import { openIdConnectProviderOperations } from './open-id-connect-provider/open-id-connect-provider-operations.ts'
import { roleOperations } from './role/role-operations.ts'

/** AWS Identity and Access Management. Source: IAM API Reference, 2010-05-08. */
export const iam = serviceOfOperations(
  {
    name: 'iam',
    protocol: 'query',
    version: '2010-05-08',
    namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
  },
  [...managedPolicyOperations, ...openIdConnectProviderOperations, ...roleOperations],
)
