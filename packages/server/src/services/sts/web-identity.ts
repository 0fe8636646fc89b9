import type { AssumeRoleWithWebIdentityRequest } from '@aws-sdk/client-sts'
import { parseArn, providerHostPath } from '@rolecall/core'
import { audiences, readToken, type VerifiedClaims, verifyToken } from '@rolecall/tokens'
import { type OpenIdConnectProvider, openIdConnectProviders } from '../../records/open-id-connect-provider.ts'
import { podIdentity } from '../../trail/pod-identity.ts'
import type { Proof } from '../operation.ts'
import type { CallContext } from '../service-context.ts'
import { stsFaults } from './faults.ts'
import { type TokenTags, tokenTags } from './token-tags.ts'
import { webIdentityFaults } from './web-identity-faults.ts'

/** What a verified web identity token says. */
export interface WebIdentity extends Proof, TokenTags {
  readonly provider: OpenIdConnectProvider
  readonly claims: VerifiedClaims
  readonly subject: string
  /** The audience that the provider knows as a client. */
  readonly audience: string
}

/**
 * Verifies the token of an AssumeRoleWithWebIdentity call. The order matters: until the provider is known to
 * be registered in the role's account, nothing of the token is used but its issuer's name, and no address
 * is fetched because of it.
 */
export async function proveWebIdentity(
  input: AssumeRoleWithWebIdentityRequest,
  { allowLoopbackHttp, issuers, now, reader }: CallContext,
): Promise<WebIdentity> {
  if (input.ProviderId !== undefined) throw webIdentityFaults.providerIdWithOpenIdConnect()
  const { RoleArn = '' } = input
  const account = parseArn(RoleArn)?.account
  if (account === undefined) throw stsFaults.validation(`${RoleArn} is invalid`)
  const reading = readToken(input.WebIdentityToken ?? '')
  if (!reading.ok) throw webIdentityFaults.refusal(reading.refusal, {})
  const { token } = reading
  const issuer = token.claims.iss
  if (typeof issuer !== 'string') throw webIdentityFaults.malformed()
  const hostPath = providerHostPath(issuer, { allowLoopbackHttp })
  const provider = hostPath && (await reader.get(openIdConnectProviders, [account, hostPath]))
  if (!provider) throw webIdentityFaults.noProvider(issuer)
  if (provider.url !== issuer) throw webIdentityFaults.otherSpelling(issuer, provider.url)
  const keys = await issuers.keySet(issuer, token.header.kid, reader, account)
  if (!keys.ok) throw webIdentityFaults.noKeys()
  const verdict = await verifyToken(token, keys.keySet, { issuer, now })
  if (!verdict.ok) throw webIdentityFaults.refusal(verdict.refusal, { now, claims: token.claims })
  const { claims } = verdict
  const named = audiencesOf(claims)
  const audience = named.find((one) => provider.clientIds.includes(one))
  if (audience === undefined) throw webIdentityFaults.wrongAudience()
  return {
    account,
    provider,
    claims,
    subject: claims.sub,
    audience,
    ...tokenTags(claims),
    pod: podIdentity(claims),
    username: claims.sub,
    userIdentity: {
      type: 'WebIdentityUser',
      principalId: `${provider.arn}:${audience}:${claims.sub}`,
      userName: claims.sub,
      identityProvider: provider.arn,
    },
  }
}

/** With `azp`, that is the client; `aud` is then what Google calls the other audience. */
function audiencesOf(claims: VerifiedClaims): readonly string[] {
  return typeof claims.azp === 'string' && claims.azp !== '' ? [claims.azp] : audiences(claims)
}
