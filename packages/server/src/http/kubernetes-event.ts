import { randomUUID } from 'node:crypto'
import type { Caller } from '../callers/caller.ts'
import { principalId } from '../callers/principal-id.ts'
import { userIdentity } from '../callers/user-identity.ts'
import type { KubernetesFault } from '../kubernetes-api/kubernetes-fault.ts'
import type { KubernetesPath } from '../kubernetes-api/kubernetes-path.ts'
import type { KubernetesVerb } from '../kubernetes-api/kubernetes-verb.ts'
import type { Cluster } from '../records/cluster.ts'
import { firstKilobyte } from '../trail/first-kilobyte.ts'
import type { TrailEvent } from '../trail/trail-event.ts'
import { wholeSeconds } from '../trail/whole-seconds.ts'
import type { Arrival } from './door.ts'

interface KubernetesCallMade {
  readonly arrival: Arrival
  readonly caller: Caller
  readonly cluster: Cluster
  readonly verb: KubernetesVerb
  readonly path: KubernetesPath
  /** What the object is called; a create names it in its body. */
  readonly name: string | undefined
  readonly fault?: KubernetesFault | undefined
}

const eventSource = 'eks.amazonaws.com'

/**
 * The event of a call to an embedded cluster that changes something or hands out a token: `CreatePod`,
 * `CreateServiceAccountToken`. It is no call of AWS's API, and says so by its type.
 */
export function kubernetesEvent({
  arrival,
  caller,
  cluster,
  verb,
  path,
  name,
  fault,
}: KubernetesCallMade): TrailEvent {
  const id = randomUUID()
  const { account, region, arn } = cluster
  const eventName = `${capitalized(verb.name)}${path.resource.kind}${path.subresource ? capitalized(path.subresource) : ''}`
  const userAgent = arrival.head.headers.get('user-agent')
  return {
    account,
    region,
    time: arrival.at,
    id,
    name: eventName,
    source: eventSource,
    category: 'Management',
    readOnly: false,
    username: caller.username,
    accessKeyId: caller.accessKeyId,
    principalId: principalId(caller.principal),
    resources: [{ type: 'AWS::EKS::Cluster', name: cluster.name }],
    record: {
      eventVersion: '1.11',
      userIdentity: userIdentity(caller),
      eventTime: wholeSeconds(arrival.at),
      eventSource,
      eventName,
      awsRegion: region,
      sourceIPAddress: arrival.sourceAddress,
      ...(userAgent === undefined ? {} : { userAgent: firstKilobyte(userAgent) }),
      ...(fault ? { errorCode: fault.reason, errorMessage: firstKilobyte(fault.message) } : {}),
      requestParameters: {
        clusterArn: arn,
        resource: path.resource.plural,
        ...(path.namespace === '' ? {} : { namespace: path.namespace }),
        ...(name === undefined ? {} : { name: firstKilobyte(name) }),
      },
      responseElements: null,
      requestID: arrival.requestId,
      eventID: id,
      readOnly: false,
      eventType: 'AwsServiceEvent',
      managementEvent: true,
      recipientAccountId: account,
      eventCategory: 'Management',
    },
  }
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
