import { CreatePodIdentityAssociationCommand, EKSClient } from '@aws-sdk/client-eks'
import type { ControlPlane } from '../control-plane/start-control-plane.ts'
import { nothingOfAws } from '../nothing-of-aws.ts'
import type { ServingFor } from '../serving-for.ts'
import { askWebhook } from '../webhook/ask-webhook.ts'
import { installWebhook } from '../webhook/install-webhook.ts'
import { nodeCredentials } from './node-credentials.ts'
import { startAgent } from './start-agent.ts'

export interface EquippedCluster {
  readonly name: string
  readonly arn: string
  readonly controlPlane: ControlPlane
  /** Where its agent gives credentials. */
  readonly agentUrl: string
  /** Associates a ServiceAccount, which is made with its namespace where it is missing. Answers the id. */
  associate(namespace: string, serviceAccount: string, roleArn: string): Promise<string>
  stop(): Promise<void>
}

/**
 * Registers a cluster, and gives it what its pods need: the webhook, which reads the associations from EKS, and an
 * agent. Both have the credentials of the cluster's nodes.
 */
export async function equipCluster(
  server: ServingFor,
  controlPlane: ControlPlane,
  name: string,
): Promise<EquippedCluster> {
  const { api, kubeconfig } = controlPlane
  const { code, errors } = server.rolecall('cluster', 'register', name, '--kubeconfig', kubeconfig)
  if (code !== 0) throw new Error(errors)
  const { accessKeyId, secretAccessKey, sessionToken } = await nodeCredentials(server, name)
  const environment = {
    ...nothingOfAws(),
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
    AWS_ENDPOINT_URL: server.url,
    AWS_REGION: 'us-east-1',
  }
  const agent = await startAgent(controlPlane, name, environment)
  const flags = [
    `--cluster-name=${name}`,
    `--container-credentials-full-uri=${agent.url}`,
    '--aws-default-region=us-east-1',
  ]
  const webhook = await installWebhook(controlPlane, flags, environment)
  await askWebhook(controlPlane, 'Fail')
  const eks = server.client(EKSClient)
  const namespaces = new Set<string>()
  return {
    name,
    arn: `arn:aws:eks:us-east-1:111122223333:cluster/${name}`,
    controlPlane,
    agentUrl: agent.url,
    async associate(namespace, serviceAccount, roleArn) {
      if (!namespaces.has(namespace)) await controlPlane.makeNamespace(namespace)
      namespaces.add(namespace)
      await api.serviceAccounts(namespace).create({ metadata: { name: serviceAccount } })
      const { association } = await eks.send(
        new CreatePodIdentityAssociationCommand({ clusterName: name, namespace, serviceAccount, roleArn }),
      )
      return association?.associationId ?? ''
    },
    async stop() {
      await webhook.stop()
      await agent.stop()
    },
  }
}
