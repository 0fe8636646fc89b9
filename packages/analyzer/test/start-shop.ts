import { CreateClusterCommand, DescribeClusterCommand, EKSClient } from '@aws-sdk/client-eks'
import {
  AttachRolePolicyCommand,
  CreateOpenIDConnectProviderCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { STSClient } from '@aws-sdk/client-sts'
import type { Doors } from '@rolecall/analyzer'
import { providerHostPath, systemClock } from '@rolecall/core'
import { type KubernetesApi, kubernetesApi } from '@rolecall/kubernetes'
import type { ServerConfig } from '@rolecall/server'
import { eksToken } from '../../cli/src/cluster/eks-token.ts'
import { type Credentials, startTestServer, type TestServer } from '../../server/test/start-test-server.ts'

export interface Shop {
  readonly server: TestServer
  readonly issuer: string
  /** As the issuer is named in ARNs and keys. */
  readonly hostPath: string
  readonly kubernetes: KubernetesApi
  readonly iam: IAMClient
  doors(credentials?: Credentials): Doors
  /** A role that trusts `shop/NAME`, unless a trust policy is given. */
  role(
    name: string,
    given?: { trust?: object; policy?: object; attached?: object; boundary?: object },
  ): Promise<string>
  serviceAccount(name: string, annotations: Record<string, string>): Promise<void>
}

/** A real server with the cluster `shop` and its OIDC provider. */
export async function startShop(config: Partial<ServerConfig> = {}): Promise<Shop> {
  const server = await startTestServer(config)
  const eks = server.client(EKSClient)
  const iam = server.client(IAMClient)
  const roleArn = await makeRole('cluster', {
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: { Service: 'eks.amazonaws.com' }, Action: 'sts:AssumeRole' },
  })
  await eks.send(new CreateClusterCommand({ name: 'shop', roleArn, resourcesVpcConfig: {} }))
  let cluster = (await eks.send(new DescribeClusterCommand({ name: 'shop' }))).cluster
  while (cluster?.status !== 'ACTIVE') {
    await new Promise((resolve) => setTimeout(resolve, 20))
    cluster = (await eks.send(new DescribeClusterCommand({ name: 'shop' }))).cluster
  }
  const issuer = cluster.identity?.oidc?.issuer ?? ''
  const hostPath = providerHostPath(issuer, { allowLoopbackHttp: true }) ?? ''
  await iam.send(
    new CreateOpenIDConnectProviderCommand({ Url: issuer, ClientIDList: ['sts.amazonaws.com', 'mine'] }),
  )
  const open = (credentials = server.credentials) =>
    kubernetesApi({
      server: cluster.endpoint ?? '',
      token: () => eksToken(server.client(STSClient, { credentials }), 'shop', systemClock),
    })
  const kubernetes = await open()
  await kubernetes.namespaces.create({ metadata: { name: 'shop' } })
  return {
    server,
    issuer,
    hostPath,
    kubernetes,
    iam,
    doors: (credentials = server.credentials) => ({
      eks: server.client(EKSClient, { credentials }),
      iam: server.client(IAMClient, { credentials }),
      account: server.account,
      partition: 'aws',
      kubernetes: () => open(credentials),
    }),
    async role(name, { trust, policy, attached, boundary } = {}) {
      const arn = await makeRole(
        name,
        trust ?? trustOf(name),
        boundary && (await makePolicy(`${name}-boundary`, boundary)),
      )
      if (policy) {
        await iam.send(
          new PutRolePolicyCommand({
            RoleName: name,
            PolicyName: 'own',
            PolicyDocument: JSON.stringify(policy),
          }),
        )
      }
      if (attached) {
        const PolicyArn = await makePolicy(`${name}-attached`, attached)
        await iam.send(new AttachRolePolicyCommand({ RoleName: name, PolicyArn }))
      }
      return arn
    },
    async serviceAccount(name, annotations) {
      await kubernetes.serviceAccounts('shop').create({ metadata: { name, annotations } })
    },
  }

  async function makeRole(RoleName: string, trust: object, boundary?: string): Promise<string> {
    const { Role } = await iam.send(
      new CreateRoleCommand({
        RoleName,
        AssumeRolePolicyDocument: JSON.stringify(trust, undefined, 2),
        ...(boundary ? { PermissionsBoundary: boundary } : {}),
      }),
    )
    return Role?.Arn ?? ''
  }

  async function makePolicy(PolicyName: string, document: object): Promise<string> {
    const { Policy } = await iam.send(
      new CreatePolicyCommand({ PolicyName, PolicyDocument: JSON.stringify(document) }),
    )
    return Policy?.Arn ?? ''
  }

  function trustOf(name: string) {
    return {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Pods',
          Effect: 'Allow',
          Principal: { Federated: `arn:aws:iam::${server.account}:oidc-provider/${hostPath}` },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: {
              [`${hostPath}:sub`]: `system:serviceaccount:shop:${name}`,
              [`${hostPath}:aud`]: 'sts.amazonaws.com',
            },
          },
        },
      ],
    }
  }
}
