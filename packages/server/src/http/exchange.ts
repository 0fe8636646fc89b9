import type { HttpRequest, RoutedOperation, Signature } from '@rolecall/aws-protocol'
import type { Fault } from '@rolecall/core'
import type { Decision } from '@rolecall/policy'
import type { Caller } from '../callers/caller.ts'
import type { Operation, Proof } from '../services/operation.ts'
import type { Permission } from '../services/permission.ts'
import type { Service } from '../services/service.ts'
import type { ServiceContext, Write } from '../services/service-context.ts'
import type { Transaction } from '../store/store.ts'
import type { PodIdentity } from '../trail/trail-record.ts'
import type { Arrival } from './door.ts'

/** A call on its way through the pipeline: each step fills in what the later ones need. */
export interface Exchange {
  readonly arrival: Arrival
  readonly request: HttpRequest
  service?: Service
  operation?: Operation
  routed?: RoutedOperation
  region?: string
  signature?: Signature | undefined
  caller?: Caller
  proof?: Proof
  /** Whom a signed call is about, when that is a pod and not its caller. */
  pod?: PodIdentity
  /** What the operation made before the store was entered. */
  prepared?: unknown
  input?: unknown
  output?: object
  fault?: Fault
  /** Decided, though not enforced, under `--auth observe`. */
  wouldDeny?: { readonly permission: Permission; readonly decision: Decision }
  /** The open transaction, in the steps that run on the store, and what they share. */
  transaction?: Transaction
  context?: ServiceContext
  /** What is written although the call is refused. */
  readonly regardless: Write[]
  /** What runs after the answer. */
  readonly later: (() => Promise<void>)[]
}
