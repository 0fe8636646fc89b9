import { DisableOutboundWebIdentityFederation$ } from '@aws-sdk/client-iam'
import { outboundIssuers } from '../../../records/outbound-issuer.ts'
import { operation } from '../../operation.ts'
import { outboundWebIdentityFederationFaults } from './outbound-web-identity-federation-faults.ts'

/** No more tokens. Those that are out stay good until they expire, so the keys stay published. */
export const disableOutboundWebIdentityFederation = operation<Record<never, never>, void>(
  DisableOutboundWebIdentityFederation$,
  {
    authorize: () => [{ action: 'iam:DisableOutboundWebIdentityFederation', resource: '*' }],
    trail: { readOnly: false },
    async handle(_input, { account, transaction }) {
      const issuer = await transaction.get(outboundIssuers, [account])
      if (!issuer?.isEnabled) throw outboundWebIdentityFederationFaults.disabled()
      await transaction.put(outboundIssuers, [account], { ...issuer, isEnabled: false })
    },
  },
)
