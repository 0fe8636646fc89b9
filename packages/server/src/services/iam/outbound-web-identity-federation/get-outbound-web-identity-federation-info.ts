import {
  GetOutboundWebIdentityFederationInfo$,
  type GetOutboundWebIdentityFederationInfoResponse,
} from '@aws-sdk/client-iam'
import { outboundIssuers } from '../../../records/outbound-issuer.ts'
import { operation } from '../../operation.ts'
import { outboundWebIdentityFederationFaults } from './outbound-web-identity-federation-faults.ts'

export const getOutboundWebIdentityFederationInfo = operation<
  Record<never, never>,
  GetOutboundWebIdentityFederationInfoResponse
>(GetOutboundWebIdentityFederationInfo$, {
  authorize: () => [{ action: 'iam:GetOutboundWebIdentityFederationInfo', resource: '*' }],
  trail: { readOnly: true },
  async handle(_input, { account, transaction }) {
    const issuer = await transaction.get(outboundIssuers, [account])
    if (!issuer?.isEnabled) throw outboundWebIdentityFederationFaults.disabled()
    return { IssuerIdentifier: issuer.url, JwtVendingEnabled: true }
  },
})
