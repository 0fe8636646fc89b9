import type { Clock, Randomness } from '@rolecall/core'
import type { KubernetesConnection } from '@rolecall/kubernetes'
import type { AgentLog } from './agent-log.ts'
import type { ImdsConfig } from './imds/open-imds.ts'
import type { KeySource } from './pod-token/key-source.ts'
import type { Timing } from './timing.ts'
import type { CredentialSource } from './upstream/credential-sources.ts'

/** All that an agent needs to run. Defaults are those of `rolecall agent`. */
export interface AgentConfig {
  readonly clusterName: string
  readonly region: string
  /** Where EKS Auth is. */
  readonly endpoint: URL
  readonly bindHosts: readonly string[]
  /** 0 takes a free one for each address. */
  readonly port: number
  /** Names beside the addresses that a `Host` field may bear. */
  readonly allowedHosts: readonly string[]
  readonly audiences: readonly string[]
  /** Keys to verify tokens with; without any EKS Auth verifies them. */
  readonly keys?: KeySource | undefined
  /** Sources of the agent's own credentials, in order. */
  readonly credentials: readonly CredentialSource[]
  /** Reads the source again each minute. */
  readonly rotateCredentials: boolean
  readonly probePort: number
  readonly metricsAddress: string
  readonly metricsPort: number
  /** Pods whose credentials are held; 0 holds none. */
  readonly maxCacheSize: number
  /** Milliseconds; 0 renews none in the background. */
  readonly maxRetentionMs: number
  /** Renewals in the background, a second. */
  readonly maxServiceQps: number
  /** Requests of one source, a second; 0 for no limit. */
  readonly maxSourceRps: number
  /** Answers the instance metadata service too. */
  readonly imds?: ImdsConfig | undefined
  /** Where IAM and STS are when that is not AWS; only `imds` asks them. */
  readonly imdsEndpoint?: string | undefined
  /** Asks EKS for the cluster. Rejects in its words when it does not say. */
  readonly describeCluster?: (() => Promise<unknown>) | undefined
  /** As Kubernetes calls the node. */
  readonly nodeName?: string | undefined
  /** The API of the cluster the node is in: it says which pods the node has. */
  readonly kubernetes?: KubernetesConnection | undefined
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly clock: Clock
  readonly random: Randomness
  readonly log: AgentLog
  readonly timing?: Partial<Timing>
}
