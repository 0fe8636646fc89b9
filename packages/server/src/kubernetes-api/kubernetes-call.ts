import type { Issuers } from '../issuers/issuers.ts'
import type { Cluster } from '../records/cluster.ts'
import type { Transaction } from '../store/store.ts'
import type { KubernetesPath } from './kubernetes-path.ts'

/** An authorized call of an embedded cluster's API. */
export interface KubernetesCall {
  readonly cluster: Cluster
  readonly path: KubernetesPath
  readonly body: Readonly<Record<string, unknown>>
  readonly transaction: Transaction
  readonly issuers: Issuers
  /** Milliseconds since the epoch. */
  readonly now: number
}

export interface KubernetesAnswer {
  readonly status: number
  readonly body: object
}
