import { randomUUID } from 'node:crypto'
import type { Caller } from '../callers/caller.ts'
import { principalId } from '../callers/principal-id.ts'
import { userIdentity } from '../callers/user-identity.ts'
import { firstKilobyte } from '../trail/first-kilobyte.ts'
import type { TrailEvent } from '../trail/trail-event.ts'
import { wholeSeconds } from '../trail/whole-seconds.ts'
import type { Arrival } from './door.ts'

/** A call on data behind the server, as the gateway saw it. */
export interface DataCall {
  readonly arrival: Arrival
  /** Absent for an unsigned call. */
  readonly caller?: Caller | undefined
  readonly region: string
  /** Such as `s3.amazonaws.com`. */
  readonly eventSource: string
  readonly eventName: string
  readonly readOnly: boolean
  readonly requestParameters: Readonly<Record<string, unknown>> | null
  readonly resources: readonly { readonly type: string; readonly ARN: string; readonly accountId: string }[]
  readonly errorCode?: string | undefined
  readonly errorMessage?: string | undefined
  readonly additional?: Readonly<Record<string, unknown>> | undefined
}

/** Its event, a data event of CloudTrail. */
export function dataEvent(call: DataCall, owner: string): TrailEvent {
  const { arrival, caller, region, resources } = call
  const id = randomUUID()
  const userAgent = arrival.head.headers.get('user-agent')
  const pod = caller?.session?.pod
  const additional = { ...call.additional, ...(pod ? { kubernetes: pod } : {}) }
  return {
    account: owner,
    region,
    time: arrival.at,
    id,
    name: call.eventName,
    source: call.eventSource,
    category: 'Data',
    readOnly: call.readOnly,
    username: caller?.username,
    accessKeyId: caller?.accessKeyId,
    principalId: caller ? principalId(caller.principal) : undefined,
    resources: resources.map(({ type, ARN }) => ({ type, name: ARN })),
    record: {
      eventVersion: '1.11',
      userIdentity: caller
        ? userIdentity(caller)
        : { type: 'AWSAccount', principalId: '', accountId: 'anonymous' },
      eventTime: wholeSeconds(arrival.at),
      eventSource: call.eventSource,
      eventName: call.eventName,
      awsRegion: region,
      sourceIPAddress: arrival.sourceAddress,
      ...(userAgent === undefined ? {} : { userAgent: firstKilobyte(userAgent) }),
      ...(call.errorCode === undefined
        ? {}
        : { errorCode: call.errorCode, errorMessage: firstKilobyte(call.errorMessage ?? '') }),
      requestParameters: call.requestParameters,
      responseElements: null,
      ...(Object.keys(additional).length > 0 ? { additionalEventData: additional } : {}),
      requestID: arrival.requestId,
      eventID: id,
      readOnly: call.readOnly,
      resources,
      eventType: 'AwsApiCall',
      managementEvent: false,
      recipientAccountId: owner,
      eventCategory: 'Data',
    },
  }
}
