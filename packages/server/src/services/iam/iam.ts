import { serviceOfOperations } from '../service-of-operations.ts'
import { accessKeyOperations } from './access-key/access-key-operations.ts'
import { accountOperations } from './account/account-operations.ts'
import { groupOperations } from './group/group-operations.ts'
import { identityOperations } from './identity/identity-operations.ts'
import { instanceProfileOperations } from './instance-profile/instance-profile-operations.ts'
import { lastUseOperations } from './last-use/last-use-operations.ts'
import { iamLeftOut } from './left-out.data.ts'
import { loginProfileOperations } from './login-profile/login-profile-operations.ts'
import { managedPolicyOperations } from './managed-policy/managed-policy-operations.ts'
import { mfaDeviceOperations } from './mfa-device/mfa-device-operations.ts'
import { openIdConnectProviderOperations } from './open-id-connect-provider/open-id-connect-provider-operations.ts'
import { outboundWebIdentityFederationOperations } from './outbound-web-identity-federation/outbound-web-identity-federation-operations.ts'
import { passwordPolicyOperations } from './password-policy/password-policy-operations.ts'
import { roleOperations } from './role/role-operations.ts'
import { samlProviderOperations } from './saml-provider/saml-provider-operations.ts'
import { serviceLinkedRoleOperations } from './service-linked-role/service-linked-role-operations.ts'
import { simulationOperations } from './simulation/simulation-operations.ts'
import { tagOperations } from './tag/tag-operations.ts'
import { userOperations } from './user/user-operations.ts'

/** AWS Identity and Access Management. Source: IAM API Reference, 2010-05-08. */
export const iam = serviceOfOperations(
  {
    name: 'iam',
    protocol: 'query',
    version: '2010-05-08',
    namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
  },
  [
    ...accessKeyOperations,
    ...accountOperations,
    ...groupOperations,
    ...identityOperations,
    ...loginProfileOperations,
    ...instanceProfileOperations,
    ...lastUseOperations,
    ...managedPolicyOperations,
    ...mfaDeviceOperations,
    ...openIdConnectProviderOperations,
    ...outboundWebIdentityFederationOperations,
    ...passwordPolicyOperations,
    ...roleOperations,
    ...samlProviderOperations,
    ...simulationOperations,
    ...serviceLinkedRoleOperations,
    ...tagOperations,
    ...userOperations,
  ],
  iamLeftOut,
)
