import { userIdentity } from '../callers/user-identity.ts'
import type { Operation } from '../services/operation.ts'
import type { Service } from '../services/service.ts'
import { boundedMembers } from '../trail/bounded-members.ts'
import { firstKilobyte } from '../trail/first-kilobyte.ts'
import { recordedMembers } from '../trail/recorded-members.ts'
import type { TrailRecord } from '../trail/trail-record.ts'
import { wholeSeconds } from '../trail/whole-seconds.ts'
import type { Exchange } from './exchange.ts'

interface Call {
  readonly exchange: Exchange
  readonly service: Service
  readonly operation: Operation
  readonly id: string
  readonly account: string
  readonly region: string
}

/** The record of a call, allowed or refused. */
export function recordedCall({ exchange, service, operation, id, account, region }: Call): TrailRecord {
  const { arrival, caller, proof, fault, input, output } = exchange
  const { schema, trail } = operation
  const pod = exchange.pod ?? caller?.session?.pod ?? proof?.pod
  const userAgent = arrival.head.headers.get('user-agent')
  return {
    eventVersion: '1.11',
    userIdentity: caller ? userIdentity(caller) : (proof?.userIdentity ?? { type: 'Unknown' }),
    eventTime: wholeSeconds(arrival.at),
    eventSource: service.eventSource,
    eventName: schema[2],
    awsRegion: region,
    sourceIPAddress: arrival.sourceAddress,
    ...(userAgent === undefined ? {} : { userAgent: firstKilobyte(userAgent) }),
    ...(fault ? { errorCode: fault.shape.code, errorMessage: firstKilobyte(fault.message) } : {}),
    requestParameters: boundedMembers(
      withProven(recordedMembers(schema[4], input), proof?.requestParameters),
      fault ? 'refused' : 'answered',
    ),
    responseElements:
      fault || (trail.readOnly && !trail.recordsAnswer)
        ? null
        : boundedMembers(recordedMembers(schema[5], output), 'answered'),
    ...additional({ kubernetes: pod, wouldDeny: exchange.wouldDeny?.permission }),
    requestID: arrival.requestId,
    eventID: id,
    readOnly: trail.readOnly,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
  }
}

/** What the credential of an unsigned call asked for, beside what the call itself did. */
function withProven(recorded: unknown, proven: Readonly<Record<string, unknown>> | undefined): unknown {
  return proven === undefined ? recorded : { ...proven, ...(recorded as object | null) }
}

function additional(data: Record<string, unknown>): Pick<TrailRecord, 'additionalEventData'> {
  const given = Object.entries(data).filter(([, value]) => value !== undefined)
  return given.length === 0 ? {} : { additionalEventData: Object.fromEntries(given) }
}
