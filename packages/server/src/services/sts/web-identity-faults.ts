import type { Claims, TokenRefusal, TokenRefusalCode } from '@rolecall/tokens'
import { stsFaults } from './faults.ts'

const notValidJwt =
  'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)'
const noVerificationKey =
  "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements"

/** The refusals of a token, by the code they have in AWS's answer. The rest is `InvalidIdentityToken`. */
const texts: Partial<Record<TokenRefusalCode, string>> = {
  'too-large': notValidJwt,
  malformed: notValidJwt,
  'duplicate-member': notValidJwt,
  'too-deep': notValidJwt,
  'unsupported-type': notValidJwt,
  'unknown-key': noVerificationKey,
  'unusable-key': noVerificationKey,
}

/** Why a web identity token earns nothing, in AWS's words where they are known. */
export const webIdentityFaults = {
  malformed: () => stsFaults.invalidIdentityToken(notValidJwt),
  noKeys: () => stsFaults.invalidIdentityToken(noVerificationKey),
  noProvider: (issuer: string) =>
    stsFaults.invalidIdentityToken(
      `No OpenIDConnect provider found in your account for ${issuer.slice(0, 255)}`,
    ),
  /** OpenID Connect Discovery 1.0 §4.3: the two are identical, character by character. */
  otherSpelling: (issuer: string, url: string) =>
    stsFaults.invalidIdentityToken(
      `The issuer of the token, ${issuer.slice(0, 255)}, is not the URL of its provider letter by letter: ${url}`,
    ),
  providerIdWithOpenIdConnect: () =>
    stsFaults.validation(
      'ProviderId is for OAuth 2.0 access tokens; an OpenID Connect token names its issuer.',
    ),
  refusal(refusal: TokenRefusal, { now = 0, claims = {} }: { now?: number; claims?: Claims }) {
    if (refusal.code === 'expired') {
      return stsFaults.expiredToken(
        `Token expired: current date/time ${Math.floor(now / 1000)} must be before the expiration date/time ${Number(claims.exp)}`,
      )
    }
    return stsFaults.invalidIdentityToken(texts[refusal.code] ?? capitalized(refusal.message))
  },
  wrongAudience: () => stsFaults.invalidIdentityToken('Incorrect token audience'),
}

function capitalized(sentence: string): string {
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
}
