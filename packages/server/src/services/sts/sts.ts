import { AssumeRoot$, GetDelegatedAccessToken$ } from '@aws-sdk/client-sts'
import { serviceOfOperations } from '../service-of-operations.ts'
import { assumeRole } from './assume-role.ts'
import { assumeRoleWithSaml } from './assume-role-with-saml.ts'
import { assumeRoleWithWebIdentity } from './assume-role-with-web-identity.ts'
import { decodeAuthorizationMessage } from './decode-authorization-message.ts'
import { getAccessKeyInfo } from './get-access-key-info.ts'
import { getCallerIdentity } from './get-caller-identity.ts'
import { getFederationToken } from './get-federation-token.ts'
import { getSessionToken } from './get-session-token.ts'
import { getWebIdentityToken } from './get-web-identity-token.ts'

/** AWS Security Token Service. Source: AWS STS API Reference, 2011-06-15. */
export const sts = serviceOfOperations(
  {
    name: 'sts',
    protocol: 'query',
    version: '2011-06-15',
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  },
  [
    assumeRole,
    assumeRoleWithSaml,
    assumeRoleWithWebIdentity,
    decodeAuthorizationMessage,
    getAccessKeyInfo,
    getCallerIdentity,
    getFederationToken,
    getSessionToken,
    getWebIdentityToken,
  ],
  [
    ['an installation has no root users', AssumeRoot$],
    ['there are no products of partners to trade tokens in for', GetDelegatedAccessToken$],
  ],
)
