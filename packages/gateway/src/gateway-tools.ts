import type { RequestHeaders, SigningCredentials } from '@rolecall/aws-protocol'
import type { Clock } from '@rolecall/core'
import type { Policies, Principal } from '@rolecall/policy'

/** What is known of a request on its arrival. Nothing in `head` is believed. */
export interface Arrival {
  readonly head: RequestHead
  readonly requestId: string
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly sourceAddress: string
  /** Came over TLS. */
  readonly secure: boolean
}

export interface RequestHead {
  readonly method: string
  /** Still percent-encoded, without the query. */
  readonly path: string
  /** Without the question mark. */
  readonly query: string
  readonly headers: RequestHeaders
  /** The service in the scope of its signature, if it bears one. */
  readonly signedFor?: string | undefined
}

/** Who speaks, with all that limits them. */
export interface GatewayCaller {
  readonly account: string
  readonly accessKeyId: string
  readonly principal: Principal
  readonly policies: Policies
  /** Condition keys that follow from who they are. */
  readonly context: readonly (readonly [key: string, value: string | readonly string[]])[]
  readonly username: string
}

export type Identified =
  | { readonly ok: true; readonly secretAccessKey: string; readonly caller: GatewayCaller }
  | { readonly ok: false; readonly because: 'unknown' | 'expired' }

/** A call as the trail keeps it: a data event of CloudTrail. */
export interface RecordedCall {
  readonly arrival: Arrival
  /** Absent for an unsigned call, and for one whose signature was refused. */
  readonly caller?: GatewayCaller | undefined
  readonly region: string
  /** Such as `s3.amazonaws.com`. */
  readonly eventSource: string
  /** Such as `GetObject`. */
  readonly eventName: string
  readonly readOnly: boolean
  readonly requestParameters: Readonly<Record<string, unknown>> | null
  readonly resources: readonly TrailResource[]
  readonly errorCode?: string | undefined
  readonly errorMessage?: string | undefined
  readonly additional?: Readonly<Record<string, unknown>> | undefined
}

export interface TrailResource {
  readonly type: string
  readonly ARN: string
  readonly accountId: string
}

/** A service that does the work and knows nothing of our callers. */
export interface Backend {
  readonly endpoint: URL | { readonly socketPath: string }
  /** What calls are signed with on the way there; never the caller's own. */
  readonly credentials: SigningCredentials | 'unsigned'
  /**
   * Where its resources are; the gateway's own region when absent. A call signed for another region is refused,
   * because the ARN it is judged by would not be the ARN of what it reaches. `any` is for a backend that keeps
   * regions apart itself.
   */
  readonly region?: string | undefined
  /**
   * The backend takes every key as it is. Without it keys are refused that a path on a disk or in a URL could
   * not tell from others: with `.`, `..` or empty segments.
   */
  readonly exactKeys?: boolean | undefined
  /** Resolves when it takes calls. Asked before each call. */
  readonly ready?: (() => Promise<void>) | undefined
}

export interface GatewayLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

export interface GatewayTools {
  readonly identify: (claim: {
    readonly accessKeyId: string
    readonly sessionToken?: string | undefined
  }) => Promise<Identified>
  /** Resolves when the record is durable. */
  readonly record: (call: RecordedCall) => Promise<void>
  /** By the name that calls are signed for: `s3`, `dynamodb`. */
  readonly backends: Readonly<Record<string, Backend>>
  /** Who owns the backends' resources. */
  readonly account: string
  readonly region: string
  readonly auth: 'enforce' | 'observe' | 'off'
  readonly clock: Clock
  readonly log: GatewayLog
}
