import { randomUUID } from 'node:crypto'
import { AssumeRole$, type AssumeRoleRequest } from '@aws-sdk/client-sts'
import { Fault, parseArn } from '@rolecall/core'
import { principalId } from '../../callers/principal-id.ts'
import { userIdentity } from '../../callers/user-identity.ts'
import { boundedMembers } from '../../trail/bounded-members.ts'
import { firstKilobyte } from '../../trail/first-kilobyte.ts'
import { recordedMembers } from '../../trail/recorded-members.ts'
import type { PodIdentity } from '../../trail/trail-record.ts'
import { wholeSeconds } from '../../trail/whole-seconds.ts'
import type { ServiceContext } from '../service-context.ts'
import type { AssumedRole } from '../sts/assumed-role.ts'

/** As CloudTrail names who calls, and from where. */
const service = 'pods.eks.amazonaws.com'

interface Assumption {
  readonly asked: AssumeRoleRequest
  readonly pod: PodIdentity
  /** Whose credentials the service uses; its own when there are none. */
  readonly caller?: ServiceContext['caller'] | undefined
}

/**
 * Assumes a role and records it as AWS does: beside the call of the node, one `AssumeRole` of STS by the service for
 * every role on the way, also where the trail of the node's call alone would say why it was refused.
 */
export async function recordedAssumption(
  { asked, caller, pod }: Assumption,
  context: ServiceContext,
  assume: () => Promise<AssumedRole>,
): Promise<AssumedRole> {
  const record = (made: AssumedRole | undefined, fault: Fault | undefined) => {
    const { account, now, region } = context
    const id = randomUUID()
    const arn = asked.RoleArn ?? ''
    const event = {
      account,
      region,
      time: now,
      id,
      name: 'AssumeRole',
      source: 'sts.amazonaws.com',
      category: 'Management',
      readOnly: true,
      username: caller?.username,
      accessKeyId: caller?.accessKeyId,
      principalId: caller && principalId(caller.principal),
      resources: [{ type: 'AWS::IAM::Role', name: arn }],
      record: {
        eventVersion: '1.11',
        userIdentity: { ...(caller ? userIdentity(caller) : { type: 'AWSService' }), invokedBy: service },
        eventTime: wholeSeconds(now),
        eventSource: 'sts.amazonaws.com',
        eventName: 'AssumeRole',
        awsRegion: region,
        sourceIPAddress: service,
        userAgent: service,
        ...(fault ? { errorCode: fault.shape.code, errorMessage: firstKilobyte(fault.message) } : {}),
        requestParameters: boundedMembers(
          recordedMembers(AssumeRole$[4], asked),
          made ? 'answered' : 'refused',
        ),
        responseElements: made ? boundedMembers(recordedMembers(AssumeRole$[5], made), 'answered') : null,
        additionalEventData: { kubernetes: pod },
        requestID: randomUUID(),
        eventID: id,
        readOnly: true,
        resources: [{ accountId: parseArn(arn)?.account ?? '', type: 'AWS::IAM::Role', ARN: arn }],
        eventType: 'AwsApiCall',
        managementEvent: true,
        recipientAccountId: account,
        eventCategory: 'Management',
      },
    } as const
    return context.regardless((transaction) => transaction.record(event))
  }
  try {
    const made = await assume()
    await record(made, undefined)
    return made
  } catch (error) {
    if (error instanceof Fault) await record(undefined, error)
    throw error
  }
}
