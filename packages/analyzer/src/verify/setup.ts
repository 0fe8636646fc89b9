import type { Pod } from '@rolecall/kubernetes'
import type { Lookup } from '../snapshot/lookup.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'

/** Beside the snapshot that `why` reads too, what there is to see of one ServiceAccount: the same live and from files. */
export interface Setup {
  readonly snapshot: Snapshot
  /** Of its namespace. */
  readonly pods: Lookup<readonly PodRecord[]>
  /** EKS Pod Identity associations of its cluster. */
  readonly associations: Lookup<readonly AssociationRecord[]>
  readonly token: Lookup<TokenRecord>
  readonly keys: Lookup<KeysRecord>
  readonly exchange: Exchange
}

/** A pod, or the template by which a workload makes pods. */
export interface PodRecord {
  /** As kubectl takes it: `pod/reports-x`, `deployment/reports`. */
  readonly name: string
  readonly isTemplate: boolean
  readonly serviceAccount: string
  readonly metadata: NonNullable<Pod['metadata']>
  readonly spec: Partial<NonNullable<Pod['spec']>>
}

export interface AssociationRecord {
  readonly namespace: string
  readonly serviceAccount: string
  /** Absent, with all below, when only its outline was read: another ServiceAccount's. */
  readonly roleArn?: string
  readonly targetRoleArn?: string
  readonly externalId?: string
  readonly disableSessionTags?: boolean
  /** Milliseconds since the epoch. */
  readonly modified?: number
}

/** What a token of the ServiceAccount says; never the token itself. */
export interface TokenRecord {
  /** Whose it is: made for this look by TokenRequest, or read from a file. */
  readonly from: string
  readonly issuer: string
  readonly subject: string
  readonly audiences: readonly string[]
  /** Seconds since the epoch. */
  readonly expires: number
  readonly keyId?: string
}

/** What an issuer publishes. */
export interface KeysRecord {
  readonly keyIds: readonly string[]
  /** Why the token does not verify with these keys, if so. */
  readonly refusal?: string
}

/** What STS answered to the token. */
export type Exchange =
  | { readonly state: 'given'; readonly arn: string }
  | { readonly state: 'refused'; readonly code: string; readonly message: string }
  | { readonly state: 'unread'; readonly because: string }
  /** The asker wants no role assumed. */
  | { readonly state: 'left-out' }
