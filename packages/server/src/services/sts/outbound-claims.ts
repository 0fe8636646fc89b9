import type { Claims } from '@rolecall/tokens'
import type { Caller } from '../../callers/caller.ts'
import { wholeSeconds } from '../../trail/whole-seconds.ts'

const namespace = 'https://sts.amazonaws.com/'
const tagKey = 'aws:PrincipalTag/'

interface Asked {
  readonly issuer: string
  readonly tokenId: string
  readonly audiences: readonly string[]
  readonly caller: Caller
  readonly region: string
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly seconds: number
  readonly requestTags: Readonly<Record<string, string>>
}

/** The claims about a caller for services outside. Source: "Understanding token claims", IAM User Guide. */
export function outboundClaims(asked: Asked): Claims {
  const { issuer, tokenId, audiences, caller, region, now, seconds, requestTags } = asked
  const issuedAt = Math.floor(now / 1000)
  const { session } = caller
  const principalTags = Object.fromEntries(
    caller.context
      .filter(([key]) => key.startsWith(tagKey))
      .map(([key, value]) => [key.slice(tagKey.length), value]),
  )
  const about: Record<string, unknown> = {
    aws_account: caller.account,
    source_region: region,
    principal_tags: isEmpty(principalTags) ? undefined : principalTags,
    original_session_exp: session && wholeSeconds(session.expiresAt),
    federated_provider: session?.federatedProvider,
    source_identity: session?.sourceIdentity,
    request_tags: isEmpty(requestTags) ? undefined : requestTags,
  }
  return {
    iss: issuer,
    aud: audiences.length === 1 ? audiences[0] : audiences,
    sub: subjectOf(caller),
    iat: issuedAt,
    exp: issuedAt + seconds,
    jti: tokenId,
    [namespace]: Object.fromEntries(Object.entries(about).filter(([, value]) => value !== undefined)),
  }
}

/** The role of a session, so that an outside service can trust a role. */
function subjectOf({ principal }: Caller): string {
  if (principal.type === 'role-session') return principal.roleArn
  if ('arn' in principal) return principal.arn
  throw new TypeError(`a ${principal.type} principal cannot sign`)
}

function isEmpty(tags: object): boolean {
  return Object.keys(tags).length === 0
}
