import { CreateCluster$, type CreateClusterRequest, type CreateClusterResponse } from '@aws-sdk/client-eks'
import { parseArn } from '@rolecall/core'
import { principalId } from '../../../callers/principal-id.ts'
import { type Cluster, clusterIds, clusters } from '../../../records/cluster.ts'
import { operation } from '../../operation.ts'
import type { ServiceContext } from '../../service-context.ts'
import { eksConstraints } from '../constraints.ts'
import { eksFaults } from '../faults.ts'
import { clusterArn } from './cluster-arn.ts'
import { clusterOutput } from './cluster-output.ts'
import { provisionCluster } from './provision-cluster.ts'

/** The newest Kubernetes version whose API the embedded cluster speaks. */
const newestVersion = '1.34'

/**
 * Makes an embedded cluster: an issuer whose keys this server holds, and an endpoint with the part of the
 * Kubernetes API that identities need. As in AWS it is `CREATING` first, and `ACTIVE` once it has its keys.
 */
export const createCluster = operation<CreateClusterRequest, CreateClusterResponse>(CreateCluster$, {
  constraints: { name: eksConstraints.clusterName },
  authorize: (input, context) => {
    const tags = Object.entries(input.tags ?? {})
    const keys = [
      ...tags.map(([key, value]) => [`aws:RequestTag/${key}`, value] as const),
      ...(tags.length > 0 ? [['aws:TagKeys', tags.map(([key]) => key)] as const] : []),
    ]
    return [
      { action: 'eks:CreateCluster', resource: clusterArn(input.name, context), context: keys },
      {
        action: 'iam:PassRole',
        resource: input.roleArn ?? '',
        context: [['iam:PassedToService', 'eks.amazonaws.com']],
      },
    ]
  },
  trail: { readOnly: false, resources: ({ name = '' }) => [{ type: 'AWS::EKS::Cluster', name }] },
  async handle(input, context) {
    const { account, region, transaction } = context
    const name = input.name ?? ''
    if (await transaction.get(clusters, [account, region, name])) throw eksFaults.clusterExists(name)
    const cluster = newCluster(input, context)
    await transaction.put(clusters, [account, region, name], cluster)
    await transaction.put(clusterIds, [cluster.id], { account, region, name })
    context.later(() => provisionCluster(cluster, context))
    return { cluster: clusterOutput(cluster) }
  },
})

function newCluster(input: CreateClusterRequest, context: ServiceContext): Cluster {
  const { account, region, caller, now, publicUrl, random } = context
  const roleArn = input.roleArn ?? ''
  if (parseArn(roleArn)?.service !== 'iam') {
    throw eksFaults.invalidParameter(
      `Role with arn: ${roleArn}, could not be assumed because it does not exist or the trusted entity is not correct`,
    )
  }
  const id = Buffer.from(random(16)).toString('hex')
  const { principal } = caller
  return {
    account,
    region,
    name: input.name ?? '',
    arn: clusterArn(input.name, context),
    id,
    createdAt: now,
    status: 'CREATING',
    version: input.version ?? newestVersion,
    roleArn,
    issuer: `${publicUrl}/id/${id}`,
    endpoint: `${publicUrl}/kubernetes/${id}`,
    creatorId: principalId(principal),
    creatorIsAdministrator: input.accessConfig?.bootstrapClusterCreatorAdminPermissions ?? true,
    authenticationMode: input.accessConfig?.authenticationMode ?? 'API_AND_CONFIG_MAP',
    subnetIds: input.resourcesVpcConfig?.subnetIds ?? [],
    securityGroupIds: input.resourcesVpcConfig?.securityGroupIds ?? [],
    tags: input.tags ?? {},
  }
}
