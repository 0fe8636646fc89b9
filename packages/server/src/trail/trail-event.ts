import type { TrailRecord } from './trail-record.ts'

export type EventCategory = 'Management' | 'Data'

/** A record of the trail with what `LookupEvents` finds it by. */
export interface TrailEvent {
  readonly account: string
  readonly region: string
  /** Milliseconds since the epoch. */
  readonly time: number
  readonly id: string
  readonly name: string
  readonly source: string
  readonly category: EventCategory
  readonly readOnly: boolean
  readonly username?: string | undefined
  readonly accessKeyId?: string | undefined
  /** The unique id of who signed, or the account of its root user; absent when nobody was identified. */
  readonly principalId?: string | undefined
  readonly resources: readonly { readonly type: string; readonly name: string }[]
  readonly record: TrailRecord
}

/** What `LookupEvents` may ask for; one attribute at most, as in AWS. */
export type LookupAttribute =
  | 'EventId'
  | 'EventName'
  | 'EventSource'
  | 'ReadOnly'
  | 'Username'
  | 'AccessKeyId'
  | 'ResourceType'
  | 'ResourceName'

export interface TrailQuery {
  readonly account: string
  readonly region: string
  readonly category: EventCategory
  readonly attribute?: { readonly key: LookupAttribute; readonly value: string } | undefined
  /** Milliseconds since the epoch, both included. */
  readonly from?: number | undefined
  readonly until?: number | undefined
  /** The id of the last event of the page before. */
  readonly after?: string | undefined
  readonly limit: number
}
