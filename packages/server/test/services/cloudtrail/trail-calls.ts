import {
  CloudTrailClient,
  type Event,
  type LookupEventsCommandInput,
  paginateLookupEvents,
} from '@aws-sdk/client-cloudtrail'
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import type { TestServer } from '../../start-test-server.ts'
import { account, trust } from '../sts/sts-calls.ts'

/** What tests of the trail ask of a server. */
export const trailCalls = {
  by: (AttributeKey: string, AttributeValue: string) =>
    ({ LookupAttributes: [{ AttributeKey, AttributeValue }] }) as LookupEventsCommandInput,
  /** Every event that answers, newest first. */
  async lookup(server: TestServer, input: LookupEventsCommandInput = {}): Promise<Event[]> {
    const events: Event[] = []
    const client = server.client(CloudTrailClient)
    for await (const page of paginateLookupEvents({ client }, input)) events.push(...(page.Events ?? []))
    return events
  },
  recordOf: ({ CloudTrailEvent = '' }: Event) => JSON.parse(CloudTrailEvent),
  makeRole(server: TestServer, RoleName: string) {
    const AssumeRolePolicyDocument = trust(account)
    const role = { RoleName, AssumeRolePolicyDocument, Description: 'for the trail' }
    return server.client(IAMClient).send(new CreateRoleCommand(role))
  },
}
