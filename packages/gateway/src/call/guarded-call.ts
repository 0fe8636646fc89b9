import type { ErrorDialect, HttpResponse, ProtocolName, Signature } from '@rolecall/aws-protocol'
import type { Fault } from '@rolecall/core'
import type { ContextValue } from '@rolecall/policy'
import type { Backend, RequestHead, TrailResource } from '../gateway-tools.ts'

/** One thing a call needs to be allowed. */
export interface Permission {
  readonly action: string
  /** An ARN, or `*`. */
  readonly resource: string
  readonly context?: readonly (readonly [key: string, value: ContextValue])[] | undefined
}

/** The request as the backend gets it: written anew from what was understood, so that both mean the same. */
export interface Outgoing {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly headers: Readonly<Record<string, string>>
  /** The body, when it is not the caller's as it came. */
  readonly body?: Uint8Array | undefined
}

/** A call on many things that are each allowed or refused for themselves. */
export interface ItemizedPlan {
  /** What each of them needs. */
  readonly permissions: readonly (readonly Permission[])[]
  /** The request for the items that are allowed. */
  outgoing(allowed: readonly number[]): Outgoing
  /** The answer, from the backend's (absent when nothing was allowed) and the refusals by item. */
  answer(backend: HttpResponse | undefined, refused: ReadonlyMap<number, Fault>): HttpResponse
}

export interface Plan {
  /** All of them must be allowed. */
  readonly permissions: readonly Permission[]
  readonly outgoing: Outgoing
  readonly items?: ItemizedPlan | undefined
  /** Why it cannot be done, which is nobody's business who is not allowed to. */
  readonly impossible?: Fault | undefined
  /** Why it is not done although it may be allowed. */
  readonly unenforced?: string | undefined
  /** Further members of the record that only the body tells. */
  readonly resources?: readonly TrailResource[] | undefined
  readonly requestParameters?: Readonly<Record<string, unknown>> | undefined
}

/** A call whose head was understood. */
export interface GuardedCall {
  readonly eventName: string
  readonly readOnly: boolean
  readonly requestParameters: Readonly<Record<string, unknown>> | null
  readonly resources: readonly TrailResource[]
  /** `stream` is forwarded as it comes, `whole` is read before it is judged, `none` is not forwarded. */
  readonly body: 'stream' | 'whole' | 'none'
  /** Checksums of the body that the request announces are of something else. */
  readonly ownChecksums?: boolean | undefined
  /** Why it is denied to everyone. */
  readonly unmapped?: string | undefined
  /** @param body what was read of it, empty for a stream. */
  plan(body: Uint8Array): Plan | Promise<Plan>
}

/** What a call is understood with. */
export interface Surroundings {
  readonly backend: Backend
  /** Of the resources the call names. */
  readonly region: string
  readonly account: string
  readonly at: number
  readonly signature: Signature | undefined
  readonly log: { warn(fields: object, message: string): void }
  /** Whether anything that limits the caller could ask for a condition key; known when the call is planned. */
  mentions(key: string): boolean
  /** Asks the backend on the gateway's own behalf. */
  ask(outgoing: Outgoing): Promise<HttpResponse>
}

/** A service whose calls are understood well enough to be judged. */
export interface GuardedService {
  /** The name in the scope of its signatures. */
  readonly name: string
  readonly eventSource: string
  readonly protocol: ProtocolName
  readonly dialect: ErrorDialect
  /** Whether an unsigned call is one of an anonymous caller; else it is refused. */
  readonly anonymous: boolean
  /** Bodies read whole are at most this long, in bytes. */
  readonly largestBody: number
  /** Text around the ARN in the sentence of a refusal. */
  readonly quote: string
  /** Understands a request by its head. Throws a `Fault` when it is none of the service, or could be two. */
  understand(head: RequestHead, surroundings: Surroundings): GuardedCall
}
