import { readFileSync } from 'node:fs'
import {
  CreateClusterCommand,
  CreatePodIdentityAssociationCommand,
  DescribeClusterCommand,
  EKSClient,
} from '@aws-sdk/client-eks'
import { IAMClient } from '@aws-sdk/client-iam'
import { fromIni } from '@aws-sdk/credential-providers'
import { importPKCS8, SignJWT } from 'jose'
import { beforeAll, expect, test } from 'vitest'
import { podToken } from '../../compat/pod-token.ts'
import { eksToken, kubernetesCall } from '../../packages/server/test/kubernetes-api/cluster-access.ts'
import {
  AssumeRoleForPodIdentityCommand,
  EKSAuthClient,
} from '../../packages/server/test/services/eks-auth/eks-auth-sdk.ts'
import { askAgent } from './ask-agent.ts'
import type { EquippedCluster } from './equip-cluster.ts'
import { onTwoClusters } from './on-two-clusters.ts'
import { roleForPods } from './role-for-pods.ts'
import { type StartedPod, startPod } from './start-pod.ts'

const audience = 'pods.eks.amazonaws.com'
const place = { namespace: 'shop', serviceAccount: 'batch', name: 'batch-1' }
const unsound = 'Service account token failed basic claim validations: '
const forged = 'Service account token failed signature validation: '
const invalid = 'The token included in the request is invalid: '

onTwoClusters('tokens that earn nothing', (clusters) => {
  let pod: StartedPod
  let roleArn: string
  beforeAll(async () => {
    const { server, edge, plant } = clusters()
    roleArn = await roleForPods(server.client(IAMClient), 'batch')
    for (const cluster of [edge, plant]) await cluster.associate('shop', 'batch', roleArn)
    pod = await startPod(edge, server.url, place)
  })

  const tokenOf = async (
    { controlPlane: { api } }: EquippedCluster,
    { audiences = [audience], serviceAccount = 'batch', isBound = true },
  ) => {
    const boundObjectRef = isBound ? { boundObjectRef: { kind: 'Pod', name: place.name } } : {}
    const { status } = await api.requestToken('shop', serviceAccount, { audiences, ...boundObjectRef })
    return status?.token ?? ''
  }
  /** What EKS Auth itself says to a token, whatever an agent would have said before. */
  const assume = async (token: string, clusterName = 'edge') => {
    const command = new AssumeRoleForPodIdentityCommand({ clusterName, token })
    await clusters().server.client(EKSAuthClient).send(command)
  }

  const cases: Readonly<Record<string, { token: () => Promise<string>; agent: string; eksAuth: string }>> = {
    'of another cluster': {
      async token() {
        const { server, plant } = clusters()
        return (await startPod(plant, server.url, place)).token
      },
      agent: `${forged}the token comes from another issuer`,
      eksAuth: `${invalid}it is not of the issuer of this cluster.`,
    },
    'for another audience': {
      token: () => tokenOf(clusters().edge, { audiences: ['sts.amazonaws.com'] }),
      agent: `${unsound}its audience is not ${audience}`,
      eksAuth: `${invalid}its audience is not ${audience}.`,
    },
    'for the kube-apiserver itself': {
      token: () => tokenOf(clusters().edge, { audiences: [] }),
      agent: `${unsound}its audience is not ${audience}`,
      eksAuth: `${invalid}its audience is not ${audience}.`,
    },
    'that are bound to no pod': {
      token: () => tokenOf(clusters().edge, { isBound: false }),
      agent: `${unsound}it is bound to no pod`,
      eksAuth: `${invalid}it is not bound to a pod.`,
    },
    'that another key signed': {
      async token() {
        const [header, claims] = pod.token.split('.')
        const read = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString())
        const { privateFile } = clusters().edge.controlPlane.makeKey('stranger')
        const key = await importPKCS8(readFileSync(privateFile, 'utf8'), 'RS256')
        return new SignJWT(read(claims)).setProtectedHeader(read(header)).sign(key)
      },
      agent: `${forged}the signature of the token is not its issuer’s`,
      eksAuth: `${invalid}the signature of the token is not its issuer’s.`,
    },
  }

  test.each(Object.entries(cases))('%s', async (_what, { token, agent, eksAuth }) => {
    // What is refused is the token alone.
    expect(await askAgent(clusters().edge.agentUrl, pod.token)).toMatchObject({ status: 200 })
    const text = await token()
    expect(await askAgent(clusters().edge.agentUrl, text)).toEqual({
      status: 400,
      Code: 'InvalidTokenException',
      Message: agent,
    })
    await expect(assume(text)).rejects.toMatchObject({ name: 'InvalidTokenException', message: eksAuth })
  })

  test('of a ServiceAccount without association', async () => {
    const { edge } = clusters()
    const { serviceAccounts, pods, requestToken } = edge.controlPlane.api
    await serviceAccounts('shop').create({ metadata: { name: 'idle' } })
    await pods('shop').create({
      metadata: { name: 'idle-1' },
      spec: { serviceAccountName: 'idle', containers: [{ name: 'main', image: 'main' }] },
    })
    const { status } = await requestToken('shop', 'idle', {
      audiences: [audience],
      boundObjectRef: { kind: 'Pod', name: 'idle-1' },
    })
    const text = status?.token ?? ''
    const refusal = 'No pod identity association found for service account shop/idle in cluster edge.'
    expect(await askAgent(edge.agentUrl, text)).toEqual({
      status: 404,
      Code: 'ResourceNotFoundException',
      Message: expect.stringContaining(refusal),
    })
    await expect(assume(text)).rejects.toMatchObject({ name: 'ResourceNotFoundException', message: refusal })
  })

  /** Only of clusters that the server made does it know the pods. */
  test('of a deleted pod, on a cluster that the server made', async () => {
    const { server } = clusters()
    const eks = server.client(EKSClient)
    await eks.send(new CreateClusterCommand({ name: 'shop', roleArn, resourcesVpcConfig: {} }))
    const described = () => eks.send(new DescribeClusterCommand({ name: 'shop' }))
    await expect.poll(async () => (await described()).cluster?.status).toBe('ACTIVE')
    const endpoint = (await described()).cluster?.endpoint ?? ''
    await eks.send(
      new CreatePodIdentityAssociationCommand({
        clusterName: 'shop',
        namespace: 'shop',
        serviceAccount: 'batch',
        roleArn,
      }),
    )
    const { name, ...rest } = place
    const text = await podToken(server, endpoint, { ...rest, pod: name })
    await expect(assume(text, 'shop')).resolves.toBeUndefined()
    const filepath = server.environment['AWS_SHARED_CREDENTIALS_FILE'] ?? ''
    const credentials = await fromIni({ profile: 'rolecall', filepath })()
    const { status } = await kubernetesCall(endpoint, {
      method: 'DELETE',
      path: `/api/v1/namespaces/shop/pods/${name}`,
      token: eksToken({ credentials, cluster: 'shop', time: Date.now() }),
    })
    expect(status).toBe(200)
    await expect(assume(text, 'shop')).rejects.toMatchObject({
      name: 'InvalidTokenException',
      message: `${invalid}the pod that it is bound to does not exist any more.`,
    })
  })
})
