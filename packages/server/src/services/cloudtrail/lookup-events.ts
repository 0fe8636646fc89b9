import {
  LookupEvents$,
  type LookupEventsRequest,
  type LookupEventsResponse,
} from '@aws-sdk/client-cloudtrail'
import { integer } from '@rolecall/aws-protocol'
import { formatPageToken, parsePageToken } from '@rolecall/core'
import type { EventCategory, LookupAttribute, TrailQuery } from '../../trail/trail-event.ts'
import { operation } from '../operation.ts'
import { cloudtrailFaults } from './faults.ts'

const mostResults = 50
const eventId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const lookupAttributes: ReadonlySet<string> = new Set<LookupAttribute>([
  'AccessKeyId',
  'EventId',
  'EventName',
  'EventSource',
  'ReadOnly',
  'ResourceName',
  'ResourceType',
  'Username',
])

/**
 * Which records `EventCategory` asks for. AWS looks up management events, and insights on request; `data`,
 * the calls through the gateway, is ours, so that a trail needs no bucket to be read.
 */
const categories: Readonly<Record<string, EventCategory>> = { management: 'Management', data: 'Data' }

export const lookupEvents = operation<LookupEventsRequest, LookupEventsResponse>(LookupEvents$, {
  constraints: { MaxResults: integer({ min: 1, max: mostResults }) },
  authorize: () => [{ action: 'cloudtrail:LookupEvents', resource: '*' }],
  trail: { readOnly: true },
  async handle(input, { account, region, transaction }) {
    const limit = input.MaxResults ?? mostResults
    const query = trailQuery(input, { account, region, limit: limit + 1 })
    if (!query) return { Events: [] }
    const found = await transaction.lookupEvents(query)
    const events = found.slice(0, limit)
    const last = events.at(-1)
    return {
      Events: events.map((event) => ({
        EventId: event.id,
        EventName: event.name,
        ReadOnly: String(event.readOnly),
        ...(event.accessKeyId === undefined ? {} : { AccessKeyId: event.accessKeyId }),
        EventTime: new Date(event.time),
        EventSource: event.source,
        ...(event.username === undefined ? {} : { Username: event.username }),
        Resources: event.resources.map(({ type, name }) => ({ ResourceType: type, ResourceName: name })),
        CloudTrailEvent: JSON.stringify(event.record),
      })),
      ...(found.length > limit && last ? { NextToken: formatPageToken(last.id) } : {}),
    }
  },
})

/** `undefined` for a category of which there are never any. @throws Fault for what cannot be asked */
function trailQuery(
  input: LookupEventsRequest,
  scope: Pick<TrailQuery, 'account' | 'region' | 'limit'>,
): TrailQuery | undefined {
  const [attribute, ...more] = input.LookupAttributes ?? []
  if (more.length > 0) throw cloudtrailFaults.invalidAttributes('You can only specify one lookup attribute.')
  const { AttributeKey: key = '', AttributeValue: value = '' } = attribute ?? {}
  if (attribute && (!lookupAttributes.has(key) || value === '')) {
    throw cloudtrailFaults.invalidAttributes('The lookup attribute is not valid.')
  }
  const from = input.StartTime?.getTime()
  const until = input.EndTime?.getTime()
  if (from !== undefined && until !== undefined && from > until) {
    throw cloudtrailFaults.invalidTimeRange('The start time must be before the end time.')
  }
  const after = input.NextToken === undefined ? undefined : parsePageToken(input.NextToken)
  if (input.NextToken !== undefined && !(after !== undefined && eventId.test(after))) {
    throw cloudtrailFaults.invalidNextToken('The token is not valid.')
  }
  const named = (input.EventCategory ?? 'management').toLowerCase()
  const category = Object.hasOwn(categories, named) ? categories[named] : undefined
  if (!category) return undefined
  const asked = attribute ? { attribute: { key: key as LookupAttribute, value } } : {}
  return { ...scope, category, from, until, after, ...asked }
}
