import {
  CreatePodIdentityAssociationCommand,
  type CreatePodIdentityAssociationCommandInput,
  EKSClient,
} from '@aws-sdk/client-eks'
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import type { ServerConfig } from '@rolecall/server'
import type { AssumeRoleForPodIdentityResponse } from '../../../src/services/eks-auth/assume-role-for-pod-identity-schema.data.ts'
import {
  eksToken,
  kubernetesCall,
  type MadeCluster,
  makeCluster,
} from '../../kubernetes-api/cluster-access.ts'
import { type Credentials, startTestServer, type TestServer } from '../../start-test-server.ts'
import { account, assume, policy, roleArn, trust } from '../sts/sts-calls.ts'
import { AssumeRoleForPodIdentityCommand, EKSAuthClient } from './eks-auth-sdk.ts'

export const podsPrincipal = { Service: 'pods.eks.amazonaws.com' }
/** The trust policy that AWS's guide has. */
export const podsTrust = policy({
  Effect: 'Allow',
  Principal: podsPrincipal,
  Action: ['sts:AssumeRole', 'sts:TagSession'],
})

/** A server with a cluster `shop`, a node's role, and what a test needs to play pods. */
export interface PodWorld {
  readonly server: TestServer
  /** Of the role of the nodes. */
  readonly node: Credentials
  makeCluster(name: string): Promise<MadeCluster>
  /** Makes a role for pods, unless a trust policy says otherwise, with these inline statements. */
  makeRole(RoleName: string, trustPolicy?: string, ...statements: readonly object[]): Promise<string>
  associate(input: Partial<CreatePodIdentityAssociationCommandInput>): Promise<{ id: string; arn: string }>
  /** Makes a pod where there is none of its name; answers the token it would find in its volume. */
  podToken(where: Partial<PodPlace>): Promise<string>
  deletePod(where: Partial<PodPlace>): Promise<void>
  /** What an agent on a node is given for a token. */
  assume(token: string, cluster?: string, by?: Credentials): Promise<AssumeRoleForPodIdentityResponse>
  close(): Promise<void>
}

export interface PodPlace {
  readonly cluster: MadeCluster
  readonly namespace: string
  readonly serviceAccount: string
  readonly pod: string
  readonly audience: string
  /** Of the token; left out: `pod`. */
  readonly boundTo: 'pod' | 'nothing'
}

export async function startPodWorld(config: Partial<ServerConfig> = {}): Promise<PodWorld> {
  const server = await startTestServer(config)
  const iam = server.client(IAMClient)
  const eks = server.client(EKSClient)
  const made = new Map<string, MadeCluster>()
  const shop = await makeCluster(server, 'shop')
  made.set('shop', shop)

  const makeRole: PodWorld['makeRole'] = async (RoleName, trustPolicy = podsTrust, ...statements) => {
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trustPolicy }))
    if (statements.length > 0) {
      const PolicyDocument = policy(...statements)
      await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'own', PolicyDocument }))
    }
    return roleArn(RoleName)
  }
  const kubernetes = async (cluster: MadeCluster, method: string, path: string, body?: object) => {
    const token = eksToken({ credentials: server.credentials, cluster: cluster.name, time: server.now() })
    return kubernetesCall(cluster.endpoint, { method, path, token, body })
  }
  const place = (where: Partial<PodPlace>): PodPlace => ({
    cluster: shop,
    namespace: 'payments',
    serviceAccount: 'api',
    pod: 'api-7d9f6c5b4-x2x4z',
    audience: 'pods.eks.amazonaws.com',
    boundTo: 'pod',
    ...where,
  })

  await makeRole('node', trust(account), {
    Effect: 'Allow',
    Action: 'eks-auth:AssumeRoleForPodIdentity',
    Resource: '*',
  })
  const node = await assume(server, server.credentials, 'node')
  return {
    server,
    node,
    makeRole,
    async makeCluster(name) {
      const cluster = await makeCluster(server, name)
      made.set(name, cluster)
      return cluster
    },
    async associate(input) {
      const { association } = await eks.send(
        new CreatePodIdentityAssociationCommand({
          clusterName: 'shop',
          namespace: 'payments',
          serviceAccount: 'api',
          roleArn: undefined,
          ...input,
        }),
      )
      return { id: association?.associationId ?? '', arn: association?.associationArn ?? '' }
    },
    async podToken(where) {
      const { cluster, namespace, serviceAccount, pod, audience, boundTo } = place(where)
      const space = `/api/v1/namespaces/${namespace}`
      await kubernetes(cluster, 'POST', '/api/v1/namespaces', { metadata: { name: namespace } })
      await kubernetes(cluster, 'POST', `${space}/serviceaccounts`, { metadata: { name: serviceAccount } })
      await kubernetes(cluster, 'POST', `${space}/pods`, {
        metadata: { name: pod },
        spec: { serviceAccountName: serviceAccount, containers: [{ name: 'main', image: 'main' }] },
      })
      const { body, status } = await kubernetes(
        cluster,
        'POST',
        `${space}/serviceaccounts/${serviceAccount}/token`,
        {
          spec: {
            audiences: [audience],
            ...(boundTo === 'pod' ? { boundObjectRef: { kind: 'Pod', apiVersion: 'v1', name: pod } } : {}),
          },
        },
      )
      if (status !== 201) throw new Error(JSON.stringify(body))
      return body.status.token
    },
    async deletePod(where) {
      const { cluster, namespace, pod } = place(where)
      await kubernetes(cluster, 'DELETE', `/api/v1/namespaces/${namespace}/pods/${pod}`)
    },
    async assume(token, clusterName = 'shop', by = node) {
      const client = server.client(EKSAuthClient, { credentials: by })
      const command = new AssumeRoleForPodIdentityCommand({ clusterName, token })
      try {
        return (await client.send(command as never)) as unknown as AssumeRoleForPodIdentityResponse
      } finally {
        client.destroy()
      }
    },
    close: () => server.close(),
  }
}
