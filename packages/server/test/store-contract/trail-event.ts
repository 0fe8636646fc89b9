import type { TrailEvent, TrailQuery } from '../../src/trail/trail-event.ts'

let events = 0

/** An event of the trail, of which only what is given matters. */
export function event(given: Partial<TrailEvent> = {}): TrailEvent {
  events += 1
  const id = given.id ?? `event number ${events}`
  return {
    account: '111122223333',
    region: 'us-east-1',
    time: 1000,
    id,
    name: 'GetRole',
    source: 'iam.amazonaws.com',
    category: 'Management',
    readOnly: true,
    username: undefined,
    accessKeyId: undefined,
    resources: [],
    record: {
      eventVersion: '1.11',
      userIdentity: { type: 'IAMUser' },
      eventTime: '2026-01-01T00:00:00Z',
      eventSource: 'iam.amazonaws.com',
      eventName: 'GetRole',
      awsRegion: 'us-east-1',
      sourceIPAddress: '127.0.0.1',
      requestParameters: null,
      responseElements: null,
      requestID: id,
      eventID: id,
      readOnly: true,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: '111122223333',
      eventCategory: 'Management',
    },
    ...given,
  }
}

/** A look-up of all there is, unless it asks for less. */
export function query(asked: Partial<TrailQuery> = {}): TrailQuery {
  return { account: '111122223333', region: 'us-east-1', category: 'Management', limit: 1000, ...asked }
}
