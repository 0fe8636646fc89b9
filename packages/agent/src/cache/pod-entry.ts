import type { Fault } from '@rolecall/core'
import type { PodIdentity } from '../pod-token/pod-identity.ts'
import type { PodToken } from '../pod-token/read-pod-token.ts'
import type { PodCredentials } from '../upstream/read-assumed-role.ts'

/** What is kept for one pod. */
export interface PodEntry {
  readonly key: string
  readonly pod: PodIdentity
  credentials: PodCredentials
  /** When they came, in milliseconds since the epoch. */
  fetchedAt: number
  /** The token that is renewed with: the one of those accepted that ends last. */
  token: PodToken
  /** When the pod asked last. */
  askedAt: number
  renewAt: number
  /** A change upstream was told of, so that what is held may be of another role; nobody asked since. */
  isStale: boolean
  /** As long as what is held is older than that change. */
  isBehind: boolean
  renewal?: Promise<void> | undefined
  /** Why EKS Auth refused to renew it; the entry is then no longer kept. */
  refusal?: Fault
}

/**
 * The key of a pod. Names hold no slash, for they were checked against the token's subject; the unique id, which
 * may be any text, stands last.
 */
export function podKey({ namespace, serviceAccount, podUid }: PodIdentity): string {
  return `${namespace}/${serviceAccount}/${podUid}`
}
