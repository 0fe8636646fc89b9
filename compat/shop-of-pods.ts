import {
  DeletePodIdentityAssociationCommand,
  DescribeClusterCommand,
  EKSClient,
  ListPodIdentityAssociationsCommand,
} from '@aws-sdk/client-eks'
import { AttachRolePolicyCommand, CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import { fromIni } from '@aws-sdk/credential-providers'
import { clusterCall } from './cluster-call.ts'
import { podToken } from './pod-token.ts'
import type { Serving } from './serving.ts'

export interface ShopOfPods {
  /** The token of another pod each time, of the ServiceAccount `auditor` unless it is of another one. */
  token(serviceAccount?: string, audience?: string): Promise<string>
  /** Deletes the pod that was made last. */
  deletePod(): Promise<void>
  /** Gives a ServiceAccount of the namespace `shop` a role that bears its name and may read. */
  associate(serviceAccount: string): void
  dissociate(serviceAccount: string): Promise<void>
  /** What a program needs to be the session of a new role with an AWS-managed policy. */
  session(roleName: string, policyName: string): Promise<Readonly<Record<string, string>>>
}

const managed = (name: string) => `arn:aws:iam::aws:policy/${name}`

/** The cluster `shop` of the examples, whose ServiceAccount `auditor` has an association. */
export async function shopOfPods(server: Serving): Promise<ShopOfPods> {
  const rolecall = (...line: readonly string[]) => {
    const { code, errors } = server.rolecall(...line)
    if (code !== 0) throw new Error(errors)
  }
  rolecall('apply', '-f', 'examples/shop/cluster.yaml')
  const filepath = server.environment['AWS_SHARED_CREDENTIALS_FILE'] ?? ''
  const credentials = fromIni({ filepath, profile: 'rolecall' })
  const config = { endpoint: server.url, region: 'us-east-1', credentials }
  const [eks, iam, sts] = [new EKSClient(config), new IAMClient(config), new STSClient(config)]
  const { cluster } = await eks.send(new DescribeClusterCommand({ name: 'shop' }))
  const endpoint = cluster?.endpoint ?? ''
  let pods = 0
  let pod = ''
  const shop: ShopOfPods = {
    token(serviceAccount = 'auditor', audience) {
      pods += 1
      pod = `${serviceAccount}-${pods}`
      return podToken(server, endpoint, { namespace: 'shop', serviceAccount, pod }, audience)
    },
    async deletePod() {
      await clusterCall(server, endpoint)('DELETE', `namespaces/shop/pods/${pod}`)
    },
    associate(serviceAccount) {
      const place = ['--cluster', 'shop', '-n', 'shop', '--service-account', serviceAccount]
      const role = ['--role-name', serviceAccount, '--policy-arn', managed('ReadOnlyAccess')]
      rolecall('associate', ...place, ...role, '--create-service-account')
    },
    async dissociate(serviceAccount) {
      const place = { clusterName: 'shop', namespace: 'shop', serviceAccount }
      const { associations = [] } = await eks.send(new ListPodIdentityAssociationsCommand(place))
      for (const { clusterName, associationId } of associations) {
        await eks.send(new DeletePodIdentityAssociationCommand({ clusterName, associationId }))
      }
    },
    async session(RoleName, policyName) {
      const trust = { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' }
      const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] })
      const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }))
      await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: managed(policyName) }))
      const named = { RoleArn: Role?.Arn, RoleSessionName: 'node-1' }
      const { Credentials } = await sts.send(new AssumeRoleCommand(named))
      return {
        AWS_ACCESS_KEY_ID: Credentials?.AccessKeyId ?? '',
        AWS_SECRET_ACCESS_KEY: Credentials?.SecretAccessKey ?? '',
        AWS_SESSION_TOKEN: Credentials?.SessionToken ?? '',
      }
    },
  }
  shop.associate('auditor')
  return shop
}
