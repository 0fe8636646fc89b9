import type { KeyRing } from '@rolecall/tokens'
import { collection } from '../store/collection.ts'
import type { HostedKey } from './hosted-issuer.ts'

/** What the tokens of GetWebIdentityToken are signed with. Source: its API Reference. */
export const outboundAlgorithms = ['RS256', 'ES384'] as const

export type OutboundAlgorithm = (typeof outboundAlgorithms)[number]

/** The issuer that vouches for an account's principals to services outside. */
export interface OutboundIssuer {
  readonly account: string
  /** 32 hex digits. */
  readonly id: string
  /** As it stands in `iss`. It stays when the account switches the feature off and on, because others trust it. */
  readonly url: string
  readonly isEnabled: boolean
  /** Absent until they are made, which takes longer than a call may hold the store. */
  readonly rings?: Readonly<Record<OutboundAlgorithm, KeyRing<HostedKey>>> | undefined
}

export const outboundIssuers = collection<OutboundIssuer, [account: string]>('sts.outbound-issuer')

/** Finds an outbound issuer by its id. */
export const outboundIssuerIds = collection<{ account: string }, [id: string]>('sts.outbound-issuer-id')
