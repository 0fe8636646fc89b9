import {
  CreatePodIdentityAssociationCommand,
  DeletePodIdentityAssociationCommand,
  EKSClient,
  UpdatePodIdentityAssociationCommand,
} from '@aws-sdk/client-eks'
import { IAMClient } from '@aws-sdk/client-iam'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { KubernetesFault } from '@rolecall/kubernetes'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { onControlPlane } from '../on-control-plane.ts'
import { type ServingFor, servingFor } from '../serving-for.ts'
import { askAgent } from './ask-agent.ts'
import { type EquippedCluster, equipCluster } from './equip-cluster.ts'
import { roleForPods } from './role-for-pods.ts'
import { type StartedPod, startPod } from './start-pod.ts'

const place = { namespace: 'shop', serviceAccount: 'batch', name: 'batch-1' }
const roleOf = (name: string) => `arn:aws:iam::111122223333:role/${name}`

/** One pod and one agent, neither of which is started anew. */
onControlPlane('what changes while a pod runs', (controlPlane) => {
  let server: ServingFor
  let edge: EquippedCluster
  let pod: StartedPod
  let associationId: string
  let eks: EKSClient
  beforeAll(async () => {
    server = await servingFor()
    edge = await equipCluster(server, controlPlane(), 'edge')
    eks = server.client(EKSClient)
    for (const name of ['first', 'second', 'third']) await roleForPods(server.client(IAMClient), name)
    associationId = await edge.associate(place.namespace, place.serviceAccount, roleOf('first'))
    pod = await startPod(edge, server.url, place)
  })
  afterAll(async () => {
    await edge?.stop()
    await server?.close()
  })

  /** The role, or the code of the refusal, that the pod is given now. */
  async function given(): Promise<string | undefined> {
    const { AccessKeyId, SecretAccessKey = '', Token = '', Code } = await askAgent(edge.agentUrl, pod.token)
    if (AccessKeyId === undefined) return Code
    const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: Token }
    const { Arn = '' } = await server.client(STSClient, credentials).send(new GetCallerIdentityCommand({}))
    return /:assumed-role\/([^/]+)\//.exec(Arn)?.[1]
  }

  /** Waits until the pod is given what a change makes of it, and says how long that took. */
  async function follows(change: string, wanted: string): Promise<void> {
    const begun = performance.now()
    await expect.poll(given, { interval: 20, timeout: 30_000 }).toBe(wanted)
    console.log(`followed by the agent after ${Math.round(performance.now() - begun)} ms: ${change}`)
  }

  test('another role of the association is followed', async () => {
    expect(await given()).toBe('first')
    for (const name of ['second', 'third']) {
      const roleArn = roleOf(name)
      await eks.send(new UpdatePodIdentityAssociationCommand({ clusterName: 'edge', associationId, roleArn }))
      await follows('an association with another role', name)
    }
  })

  test('an association that is deleted gives no more, and one that is made again does', async () => {
    await eks.send(new DeletePodIdentityAssociationCommand({ clusterName: 'edge', associationId }))
    await follows('a deleted association', 'ResourceNotFoundException')
    expect(await askAgent(edge.agentUrl, pod.token)).toMatchObject({
      status: 404,
      Message: expect.stringContaining(
        'No pod identity association found for service account shop/batch in cluster edge.',
      ),
    })
    const { namespace, serviceAccount } = place
    const roleArn = roleOf('first')
    await eks.send(
      new CreatePodIdentityAssociationCommand({ clusterName: 'edge', namespace, serviceAccount, roleArn }),
    )
    await follows('an association made again', 'first')
  })

  test('a pod that is deleted has no next token, and its last one is good until it ends', async () => {
    const { api, kubectl } = controlPlane()
    const { metadata } = await api.pods(place.namespace).get(place.name)
    const deleted = await kubectl(['delete', 'pod', place.name, '-n', place.namespace, '--now'])
    expect(deleted).toMatchObject({ code: 0 })
    // The server knows keys of this cluster, and none of its pods. One that it made knows better.
    expect(await given()).toBe('first')
    const next = api.requestToken(place.namespace, place.serviceAccount, {
      audiences: ['pods.eks.amazonaws.com'],
      boundObjectRef: { apiVersion: 'v1', kind: 'Pod', name: place.name, uid: metadata?.uid ?? '' },
    })
    await expect(next).rejects.toBeInstanceOf(KubernetesFault)
    await expect(next).rejects.toMatchObject({ status: 404 })
  })
})
