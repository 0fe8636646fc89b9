import { type ContextValue, webIdentityContext } from '@rolecall/policy'
import type { KnownContext } from '../policies/known-context.ts'
import { type GivenContext, givenContext } from './given-context.ts'
import { timeKeys } from './time-keys.ts'

/** What the token of a ServiceAccount says, and the provider that STS finds for it. */
export interface TokenOfServiceAccount {
  readonly issuer: string
  readonly hostPath: string
  readonly subject: string
  readonly audience: string
  readonly providerArn: string
}

/** Claims of every ServiceAccount token whose values differ from token to token. */
const ofEachToken: ReadonlySet<string> = new Set(['exp', 'iat', 'nbf', 'jti'])

/** Keys that STS has only for callers who sign, and for tokens that carry session tags, as these never do. */
const neverSent =
  /^(aws:(principal|requesttag\/|tagkeys$|username$|userid$)|sts:(externalid|sourceidentity)$)/

/**
 * The keys that STS decides AssumeRoleWithWebIdentity by: `<host/path of the issuer>:<claim>` for each claim.
 * Keys of other issuers are absent: that is what makes a trust policy for another cluster refuse.
 */
export function trustContext(
  token: TokenOfServiceAccount,
  given: GivenContext,
  at: number | undefined,
): KnownContext {
  const { hostPath, issuer: iss, subject: sub, audience } = token
  const claims = `${hostPath}:`.toLowerCase()
  const own: [string, ContextValue][] = [
    ...webIdentityContext(hostPath, { iss, sub, aud: [audience] }),
    ['aws:FederatedProvider', token.providerArn],
    ...timeKeys(at),
  ]
  return givenContext(own, given, (key) => {
    if (key.startsWith(claims)) return !ofEachToken.has(key.slice(claims.length))
    return neverSent.test(key) || isOfIssuer(key)
  })
}

/** Services are named by one word; issuers by a host, or by a host and a path, and by mistake with their scheme. */
function isOfIssuer(key: string): boolean {
  const [service = ''] = key.split(':')
  return /[./[]|^https?$/.test(service) || service === 'localhost'
}
