import type { Randomness } from '@rolecall/core'
import type { ContextValue } from '@rolecall/policy'
import type { AuthorizationMessages } from '../callers/authorization-messages.ts'
import type { Caller } from '../callers/caller.ts'
import type { Issuers } from '../issuers/issuers.ts'
import type { Vault } from '../secrets/vault.ts'
import type { SessionMint } from '../sessions/session-mint.ts'
import type { Reader, Store, Transaction } from '../store/store.ts'
import type { PodIdentity } from '../trail/trail-record.ts'
import type { PodIdentityChanges } from './eks-auth/pod-identity-changes.ts'
import type { Permission } from './permission.ts'

/** What does not change from call to call. */
export interface ServiceTools {
  readonly random: Randomness
  readonly vault: Vault
  readonly mint: SessionMint
  readonly authorizationMessages: AuthorizationMessages
  readonly issuers: Issuers
  /** For work after a call; an operation uses its transaction. */
  readonly store: Store
  /** Where clients reach this server, without a trailing slash: the root of issuers and cluster endpoints. */
  readonly publicUrl: string
  /**
   * Whether issuers on this machine may be without TLS. Only on a server that is itself: whoever answers for
   * an `http` address can say who anyone is, and on a laptop that is the laptop's owner.
   */
  readonly allowLoopbackHttp: boolean
  /** Whether associations may be of patterns, which AWS does not have. */
  readonly allowWildcardAssociations: boolean
  /** What has changed about the credentials of pods. */
  readonly podIdentityChanges: PodIdentityChanges
}

/** What is known of a call before the store is entered. */
export interface CallContext extends ServiceTools {
  readonly reader: Reader
  readonly region: string
  readonly partition: string
  /** Milliseconds since the epoch, the same during the whole call. */
  readonly now: number
  readonly requestId: string
}

export type Write = (transaction: Transaction) => Promise<void>

/** What is known of a signed call before the store is entered. */
export interface SignedContext extends CallContext {
  readonly caller: Caller
  /** The caller's account. */
  readonly account: string
  /** Names the pod that the call is about in its record, whatever becomes of the call. */
  readonly recordPod: (pod: PodIdentity) => void
}

/** All that an operation reaches the world by. */
export interface ServiceContext extends CallContext {
  readonly transaction: Transaction
  /** Who called. Reading it in an operation that takes unsigned calls is a bug, and throws. */
  readonly caller: Caller
  /** Condition keys every call has: from the caller, the connection and the clock. */
  readonly callKeys: readonly (readonly [key: string, value: ContextValue])[]
  /** The caller's account. */
  readonly account: string
  /** Refuses unless the caller has a further permission, such as `iam:PassRole`. @throws Fault AccessDenied */
  readonly require: (permission: Permission) => void
  /** Writes now, and what a refusal of the call does not undo: that a code was wrong, that one was used. */
  readonly regardless: (write: Write) => Promise<void>
  /** Runs once the call is durable and answered for: what takes long, such as making a cluster. */
  readonly later: (work: () => Promise<void>) => void
}
