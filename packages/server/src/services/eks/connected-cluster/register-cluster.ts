import { randomUUID } from 'node:crypto'
import {
  ConnectorConfigProvider,
  RegisterCluster$,
  type RegisterClusterRequest,
  type RegisterClusterResponse,
} from '@aws-sdk/client-eks'
import { oneOf, structure } from '@rolecall/aws-protocol'
import { parseArn } from '@rolecall/core'
import { principalId } from '../../../callers/principal-id.ts'
import { type Cluster, clusters } from '../../../records/cluster.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import type { ServiceContext } from '../../service-context.ts'
import { clusterArn } from '../cluster/cluster-arn.ts'
import { clusterOutput } from '../cluster/cluster-output.ts'
import { eksConstraints } from '../constraints.ts'
import { eksFaults } from '../faults.ts'
import { connectedClusterFaults } from './connected-cluster-faults.ts'

/** Source: Amazon EKS User Guide, "Connect a Kubernetes cluster": the manifest is to be applied within three days. */
const activationMs = 3 * 24 * 3_600_000
/** AWS starts with 10 and raises that on request. */
const mostClusters = 100

/**
 * Registers a cluster that runs elsewhere. AWS would have an agent in it that shows its objects; here it is there for
 * its tokens, and becomes `ACTIVE` by `PutClusterIssuer`. The activation code is of no use and not kept.
 */
export const registerCluster = operation<Given<RegisterClusterRequest>, RegisterClusterResponse>(
  RegisterCluster$,
  {
    constraints: {
      name: eksConstraints.clusterName,
      connectorConfig: structure({ provider: oneOf(Object.values(ConnectorConfigProvider)) }),
    },
    authorize: ({ connectorConfig: { roleArn = '' }, tags = {} }) => {
      const keys = Object.keys(tags)
      return [
        {
          action: 'eks:RegisterCluster',
          resource: '*',
          context: [
            ...Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value] as const),
            ...(keys.length > 0 ? [['aws:TagKeys', keys] as const] : []),
          ],
        },
        {
          action: 'iam:PassRole',
          resource: roleArn,
          context: [['iam:PassedToService', 'ssm.amazonaws.com']],
        },
      ]
    },
    trail: { readOnly: false, resources: ({ name }) => [{ type: 'AWS::EKS::Cluster', name }] },
    async handle(input, context) {
      const { account, region, random, transaction } = context
      const { name } = input
      if (await transaction.get(clusters, [account, region, name])) throw eksFaults.clusterExists(name)
      const present = await transaction.list(clusters, [account, region])
      if (present.filter(({ connection }) => connection).length >= mostClusters)
        throw connectedClusterFaults.tooMany(mostClusters)
      const cluster = newCluster(input, context)
      await transaction.put(clusters, [account, region, name], cluster)
      const output = clusterOutput(cluster)
      const activationCode = Buffer.from(random(15)).toString('base64url')
      return { cluster: { ...output, connectorConfig: { ...output.connectorConfig, activationCode } } }
    },
  },
)

function newCluster(input: Given<RegisterClusterRequest>, context: ServiceContext): Cluster {
  const { account, region, caller, now, random } = context
  const { name, connectorConfig, tags = {} } = input
  const { roleArn = '', provider = '' } = connectorConfig
  const role = parseArn(roleArn)
  if (role?.service !== 'iam' || role.account !== account || !role.resource.startsWith('role/'))
    throw connectedClusterFaults.noRole()
  return {
    account,
    region,
    name,
    arn: clusterArn(name, context),
    id: Buffer.from(random(16)).toString('hex'),
    createdAt: now,
    status: 'PENDING',
    creatorId: principalId(caller.principal),
    creatorIsAdministrator: false,
    authenticationMode: 'API',
    subnetIds: [],
    securityGroupIds: [],
    tags,
    connection: { provider, roleArn, activationId: randomUUID(), activationExpiry: now + activationMs },
  }
}
