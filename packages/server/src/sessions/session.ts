import type { PodIdentity } from '../trail/trail-record.ts'

/**
 * What a session token holds, sealed. It is all there is: no store knows the sessions that are out, and
 * any replica with the master key verifies them.
 */
export interface Session {
  readonly account: string
  readonly principal: SessionPrincipal
  /** Milliseconds since the epoch. */
  readonly issuedAt: number
  readonly expiresAt: number
  /** Inline session policy, as given. */
  readonly policy?: string | undefined
  /** Managed session policies. */
  readonly policyArns?: readonly string[] | undefined
  readonly tags?: Readonly<Record<string, string>> | undefined
  readonly transitiveTagKeys?: readonly string[] | undefined
  readonly sourceIdentity?: string | undefined
  /** The role was assumed with the credentials of another role's session, or of one further down. */
  readonly chained?: boolean | undefined
  /** Milliseconds since the epoch when a second factor was shown. */
  readonly mfaAt?: number | undefined
  /** ARN of the OIDC or SAML provider, and its `aws:FederatedProvider`. */
  readonly federatedProvider?: string | undefined
  /** Who the SAML assertion was about. */
  readonly samlSubject?: SamlSubject | undefined
  readonly pod?: PodIdentity | undefined
}

/** The keys `saml:sub`, `saml:sub_type` and `saml:namequalifier` of a session. */
export interface SamlSubject {
  readonly subject: string
  readonly subjectType: string
  readonly nameQualifier: string
}

export type SessionPrincipal =
  | { readonly type: 'role'; readonly name: string; readonly id: string; readonly sessionName: string }
  | { readonly type: 'user'; readonly name: string; readonly id: string }
  | {
      readonly type: 'federated-user'
      /** Name and id of the user who asked for the session. */
      readonly name: string
      readonly id: string
      readonly federatedName: string
    }
