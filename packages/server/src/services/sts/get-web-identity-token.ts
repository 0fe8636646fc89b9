import { randomUUID } from 'node:crypto'
import {
  GetWebIdentityToken$,
  type GetWebIdentityTokenRequest,
  type GetWebIdentityTokenResponse,
} from '@aws-sdk/client-sts'
import { signToken } from '@rolecall/tokens'
import { type OutboundAlgorithm, outboundIssuers } from '../../records/outbound-issuer.ts'
import type { Given } from '../given.ts'
import { operation } from '../operation.ts'
import { stsConstraints } from './constraints.ts'
import { stsFaults } from './faults.ts'
import { outboundClaims } from './outbound-claims.ts'
import { requestTags } from './request-tags.ts'
import { sessionTags } from './session-tags.ts'

const usualSeconds = 300

/** Bytes of the claims. AWS does not say where its bound is; this one keeps a token within any server's headers. */
const mostClaims = 5 * 1024

/** A token that tells a service outside who the caller is, signed by the account's own issuer. */
export const getWebIdentityToken = operation<Given<GetWebIdentityTokenRequest>, GetWebIdentityTokenResponse>(
  GetWebIdentityToken$,
  {
    constraints: {
      Audience: stsConstraints.audience,
      DurationSeconds: stsConstraints.webIdentityDuration,
      SigningAlgorithm: stsConstraints.signingAlgorithm,
      Tags: stsConstraints.tags,
    },
    authorize(input) {
      const tags = requestTags(sessionTags({ Tags: input.Tags }, undefined).passed)
      const context = [
        ['sts:IdentityTokenAudience', input.Audience] as const,
        ['sts:SigningAlgorithm', input.SigningAlgorithm] as const,
        ['sts:DurationSeconds', String(input.DurationSeconds ?? usualSeconds)] as const,
        ...tags,
      ]
      const actions = ['sts:GetWebIdentityToken', ...(tags.length > 0 ? ['sts:TagGetWebIdentityToken'] : [])]
      return actions.map((action) => ({ action, resource: '*', shownAs: '', context }))
    },
    trail: { readOnly: true, recordsAnswer: true },
    async handle(input, { account, caller, issuers, now, region, transaction }) {
      const issuer = await transaction.get(outboundIssuers, [account])
      if (!issuer?.isEnabled || !issuer.rings) throw stsFaults.outboundFederationDisabled()
      const seconds = input.DurationSeconds ?? usualSeconds
      const expiration = Math.floor(now / 1000 + seconds) * 1000
      if (caller.session && expiration > caller.session.expiresAt) throw stsFaults.sessionDurationEscalation()
      const claims = outboundClaims({
        issuer: issuer.url,
        tokenId: randomUUID(),
        audiences: input.Audience,
        caller,
        region,
        now,
        seconds,
        requestTags: sessionTags({ Tags: input.Tags }, undefined).passed,
      })
      if (Buffer.byteLength(JSON.stringify(claims)) > mostClaims) throw stsFaults.tokenPayloadTooLarge()
      const ring = issuer.rings[input.SigningAlgorithm as OutboundAlgorithm]
      const key = await issuers.signingKey({ url: issuer.url, ring })
      return { WebIdentityToken: await signToken(claims, key), Expiration: new Date(expiration) }
    },
  },
)
