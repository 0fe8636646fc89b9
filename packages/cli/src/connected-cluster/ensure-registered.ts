import {
  type Cluster,
  DescribeClusterCommand,
  type EKSClient,
  RegisterClusterCommand,
} from '@aws-sdk/client-eks'
import { unlessMissing } from '../plan/unless-missing.ts'
import { Refusal } from '../refusal.ts'

type Provider = NonNullable<
  ConstructorParameters<typeof RegisterClusterCommand>[0]['connectorConfig']
>['provider']

export interface Registered {
  readonly cluster: Cluster
  readonly isNew: boolean
}

/** The connected cluster of this name, registered if it is not. @throws Refusal for one that EKS made */
export async function ensureRegistered(
  eks: EKSClient,
  name: string,
  config: { provider: string; roleArn: () => Promise<string> },
): Promise<Registered> {
  const present = await unlessMissing(eks.send(new DescribeClusterCommand({ name })))
  if (present?.cluster) {
    if (!present.cluster.connectorConfig) {
      throw new Refusal(
        `${name} is a cluster that EKS made here; it needs no registration, and rolecall apply makes its OIDC provider; register yours under another name`,
      )
    }
    return { cluster: present.cluster, isNew: false }
  }
  const connectorConfig = { provider: config.provider as Provider, roleArn: await config.roleArn() }
  const { cluster } = await eks.send(new RegisterClusterCommand({ name, connectorConfig }))
  if (!cluster) throw new Error('EKS answered no cluster')
  return { cluster, isNew: true }
}
