import type { Pod } from '@rolecall/kubernetes'
import type { Lookup } from '../snapshot/lookup.ts'
import type { AssociationRecord, Snapshot } from '../snapshot/snapshot.ts'

/** Beside the snapshot that `why` reads too, what there is to see of one ServiceAccount: the same live and from files. */
export interface Setup {
  readonly snapshot: Snapshot
  /** Of its namespace. */
  readonly pods: Lookup<readonly PodRecord[]>
  /** EKS Pod Identity associations of its cluster. */
  readonly associations: Lookup<readonly AssociationRecord[]>
  readonly token: Lookup<TokenRecord>
  readonly keys: KeysLookup
  readonly exchange: Exchange
  /** Names of the cluster's namespaces, asked for only where the ServiceAccount is missing: its own may be too. */
  readonly namespaces?: Lookup<readonly string[]>
}

/** A pod, or the template by which a workload makes pods. */
export interface PodRecord {
  /** As kubectl takes it: `pod/reports-x`, `deployment/reports`. */
  readonly name: string
  readonly isTemplate: boolean
  /** As Kubernetes names it; absent where the pod has none yet. */
  readonly phase?: string
  readonly serviceAccount: string
  readonly metadata: NonNullable<Pod['metadata']>
  readonly spec: Partial<NonNullable<Pod['spec']>>
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
  /** Name of the pod that it is bound to. */
  readonly pod?: string
}

/** What an issuer publishes. */
export interface KeysRecord {
  readonly keyIds: readonly string[]
  /** Why the token does not verify with these keys, if so. */
  readonly refusal?: string
}

/** What is known of them; `untrusted` where this machine does not believe the issuer's certificate. */
export type KeysLookup =
  | Lookup<KeysRecord>
  | { readonly state: 'unread'; readonly because: string; readonly untrusted: true }

/** The calls by which a token becomes a session, and a session says whose it is. */
export type Exchanging = 'AssumeRoleWithWebIdentity' | 'AssumeRoleForPodIdentity' | 'GetCallerIdentity'

/** What came of giving the token to STS or EKS Auth, and of asking STS whose session it gave. */
export type Exchange =
  | { readonly state: 'given'; readonly arn: string }
  | {
      readonly state: 'refused'
      readonly by: Exchanging
      readonly code: string
      /** The service's words; those of EKS Auth as its agent hands them on. */
      readonly message: string
    }
  | {
      readonly state: 'unread'
      readonly because: string
      /** What somebody can provide. */
      readonly lacks?: 'pod' | 'permission'
    }
  /** The asker wants no role assumed. */
  | { readonly state: 'left-out' }
