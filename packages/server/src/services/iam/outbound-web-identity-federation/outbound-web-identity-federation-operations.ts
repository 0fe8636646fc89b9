import type { Operation } from '../../operation.ts'
import { disableOutboundWebIdentityFederation } from './disable-outbound-web-identity-federation.ts'
import { enableOutboundWebIdentityFederation } from './enable-outbound-web-identity-federation.ts'
import { getOutboundWebIdentityFederationInfo } from './get-outbound-web-identity-federation-info.ts'

/** Operations on the account's issuer of tokens for services outside. */
export const outboundWebIdentityFederationOperations: readonly Operation[] = [
  disableOutboundWebIdentityFederation,
  enableOutboundWebIdentityFederation,
  getOutboundWebIdentityFederationInfo,
]
