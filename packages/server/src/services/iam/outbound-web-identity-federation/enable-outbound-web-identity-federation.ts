import {
  EnableOutboundWebIdentityFederation$,
  type EnableOutboundWebIdentityFederationResponse,
} from '@aws-sdk/client-iam'
import { type OutboundIssuer, outboundIssuerIds, outboundIssuers } from '../../../records/outbound-issuer.ts'
import { operation } from '../../operation.ts'
import type { ServiceContext } from '../../service-context.ts'
import { outboundWebIdentityFederationFaults } from './outbound-web-identity-federation-faults.ts'
import { provisionOutboundIssuer } from './provision-outbound-issuer.ts'

/**
 * Lets the account's principals ask for tokens. The keys of a new issuer are made after the call; until then tokens
 * are refused as if the feature were off, which on AWS takes a while, too.
 */
export const enableOutboundWebIdentityFederation = operation<
  Record<never, never>,
  EnableOutboundWebIdentityFederationResponse
>(EnableOutboundWebIdentityFederation$, {
  authorize: () => [{ action: 'iam:EnableOutboundWebIdentityFederation', resource: '*' }],
  trail: { readOnly: false },
  async handle(_input, context) {
    const { account, transaction } = context
    const present = await transaction.get(outboundIssuers, [account])
    if (present?.isEnabled) throw outboundWebIdentityFederationFaults.enabled()
    const issuer: OutboundIssuer = present ? { ...present, isEnabled: true } : newIssuer(context)
    await transaction.put(outboundIssuers, [account], issuer)
    await transaction.put(outboundIssuerIds, [issuer.id], { account })
    if (!issuer.rings) context.later(() => provisionOutboundIssuer(issuer, context))
    return { IssuerIdentifier: issuer.url }
  },
})

function newIssuer({ account, publicUrl, random }: ServiceContext): OutboundIssuer {
  const id = Buffer.from(random(16)).toString('hex')
  return { account, id, url: `${publicUrl}/id/${id}`, isEnabled: true }
}
