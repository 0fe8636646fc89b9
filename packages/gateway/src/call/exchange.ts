import type { IncomingMessage } from 'node:http'
import type { Signature } from '@rolecall/aws-protocol'
import type { BackendClient } from '../forward/backend-client.ts'
import type { Arrival, Backend, GatewayCaller, GatewayTools, TrailResource } from '../gateway-tools.ts'
import type { GuardedCall, GuardedService, Permission } from './guarded-call.ts'

/** A call on its way: each step fills in what the later ones need. */
export interface Exchange {
  readonly service: GuardedService
  readonly tools: GatewayTools
  readonly backend: Backend
  readonly client: BackendClient
  readonly arrival: Arrival
  readonly incoming: IncomingMessage
  /** Aborted when the client is gone. */
  readonly signal: AbortSignal
  region: string
  signature?: Signature | undefined
  call?: GuardedCall
  caller?: GatewayCaller | undefined
  /** What the body adds to the record. */
  resources?: readonly TrailResource[] | undefined
  requestParameters?: Readonly<Record<string, unknown>> | undefined
  /** Decided, though not enforced, under `observe`. */
  wouldDeny?: Permission | undefined
  /** How many items of the call are refused. */
  refusedItems?: number | undefined
  /** The record of intent is durable. */
  intended?: boolean
}
