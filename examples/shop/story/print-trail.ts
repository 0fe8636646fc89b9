import { CloudTrailClient, type EventCategory, paginateLookupEvents } from '@aws-sdk/client-cloudtrail'
import { fromIni } from '@aws-sdk/credential-providers'
import type { Server } from './serve.ts'

interface TrailRecord {
  readonly eventTime: string
  readonly eventSource: string
  readonly eventName: string
  readonly errorCode?: string
  readonly additionalEventData?: {
    readonly kubernetes?: { readonly namespace: string; readonly pod?: string }
  }
}

/** What AWS looks up, and what went through the gateway. */
const categories = ['management', 'data'] as const

/** Prints the records that name a pod, and answers whether all three pods are among them. */
export async function printTrail(server: Server, since: Date): Promise<boolean> {
  const filepath = server.environment['AWS_SHARED_CREDENTIALS_FILE'] ?? ''
  const credentials = fromIni({ filepath, profile: 'rolecall' })
  const client = new CloudTrailClient({ endpoint: server.url, region: 'us-east-1', credentials })
  const records: TrailRecord[] = []
  for (const category of categories) {
    const input = { StartTime: since, EventCategory: category as EventCategory }
    for await (const { Events = [] } of paginateLookupEvents({ client }, input)) {
      records.push(...Events.map(({ CloudTrailEvent = '{}' }) => JSON.parse(CloudTrailEvent)))
    }
  }
  const named = records
    .filter(({ additionalEventData }) => additionalEventData?.kubernetes)
    .sort((a, b) => a.eventTime.localeCompare(b.eventTime))
  for (const { eventTime, eventSource, eventName, errorCode, additionalEventData } of named) {
    const { namespace, pod } = additionalEventData?.kubernetes ?? { namespace: '' }
    const who = `${namespace}/${pod ?? '(no pod)'}`
    console.log(
      `${eventTime}  ${who.padEnd(22)}  ${eventSource.padEnd(22)}  ${eventName.padEnd(26)}  ${errorCode ?? ''}`.trimEnd(),
    )
  }
  const pods = named.map(({ additionalEventData }) => additionalEventData?.kubernetes?.pod ?? '')
  return ['reports-', 'batch-', 'frontend-'].every((prefix) => pods.some((pod) => pod.startsWith(prefix)))
}
