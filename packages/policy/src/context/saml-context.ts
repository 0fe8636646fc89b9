import type { ContextValue } from './request-context.ts'
import { samlKeys } from './saml-keys.data.ts'

/** What a verified SAML assertion says of its subject. */
export interface SamlClaims {
  /** `ACCOUNT/PROVIDER`. */
  readonly doc: string
  readonly issuer: string
  /** What `saml:aud` is: not the audience of the assertion. */
  readonly recipient: string
  readonly subject: string
  readonly subjectType: string
  readonly nameQualifier: string
  /** All values by the attribute's `Name`. */
  readonly attributes: Iterable<readonly [name: string, values: readonly string[]]>
}

/**
 * The keys a SAML assertion brings to a trust policy, as entries for {@link requestContext}. Attributes without a
 * key of their own bring none. Two attributes for one key make it ambiguous, where AWS takes one of them and does
 * not say which.
 * Source: "Available keys for SAML-based AWS STS federation", IAM User Guide.
 */
export function samlContext(claims: SamlClaims): [key: string, value: ContextValue][] {
  const entries: [string, ContextValue][] = [
    ['saml:aud', claims.recipient],
    ['saml:doc', claims.doc],
    ['saml:iss', claims.issuer],
    ['saml:namequalifier', claims.nameQualifier],
    ['saml:sub', claims.subject],
    ['saml:sub_type', claims.subjectType],
  ]
  for (const [name, values] of claims.attributes) {
    for (const [attribute, key] of samlKeys) {
      if (attribute === name) entries.push([`saml:${key}`, values])
    }
  }
  return entries
}
