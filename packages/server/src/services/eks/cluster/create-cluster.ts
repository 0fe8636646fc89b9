import { CreateCluster$, type CreateClusterRequest, type CreateClusterResponse } from '@aws-sdk/client-eks'
import { parseArn } from '@rolecall/core'
import { principalId } from '../../../callers/principal-id.ts'
import { type Cluster, clusterIds, clusters } from '../../../records/cluster.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import type { ServiceContext } from '../../service-context.ts'
import { clusterVersion } from '../cluster-version/cluster-version.ts'
import { eksConstraints } from '../constraints.ts'
import { eksFaults } from '../faults.ts'
import { passRole } from '../pass-role.ts'
import { requestMarks } from '../request-marks.ts'
import { mergeTags } from '../tag/merge-tags.ts'
import { requestTagKeys } from '../tag/request-tag-keys.ts'
import { clusterArn } from './cluster-arn.ts'
import { clusterConditionKeys } from './cluster-condition-keys.ts'
import { clusterConfiguration } from './cluster-configuration.ts'
import { clusterOutput } from './cluster-output.ts'
import { provisionCluster } from './provision-cluster.ts'
import { refuseEncryption } from './refuse-encryption.ts'
import { refuseNotHere } from './refuse-not-here.ts'

/**
 * Makes an embedded cluster: an issuer whose keys this server holds, and an endpoint with the part of the
 * Kubernetes API that identities need. As in AWS it is `CREATING` first, and `ACTIVE` once it has its keys.
 */
export const createCluster = operation<Given<CreateClusterRequest>, CreateClusterResponse>(CreateCluster$, {
  constraints: {
    name: eksConstraints.clusterName,
    accessConfig: eksConstraints.accessConfig,
    encryptionConfig: eksConstraints.encryptionConfig,
    kubernetesNetworkConfig: eksConstraints.kubernetesNetworkConfig,
    logging: eksConstraints.logging,
    remoteNetworkConfig: eksConstraints.remoteNetworkConfig,
    resourcesVpcConfig: eksConstraints.vpcConfig,
    upgradePolicy: eksConstraints.upgradePolicy,
  },
  authorize: (input, context) => [
    {
      action: 'eks:CreateCluster',
      resource: clusterArn(input.name, context),
      context: [...requestTagKeys(input.tags), ...clusterConditionKeys(input)],
    },
    passRole(input.roleArn),
  ],
  trail: { readOnly: false, resources: ({ name }) => [{ type: 'AWS::EKS::Cluster', name }] },
  async handle(input, context) {
    const { account, region, transaction } = context
    const { name } = input
    const present = await transaction.get(clusters, [account, region, name])
    if (present && requestMarks.isSame(requestMarks.of(input), present.request))
      return { cluster: clusterOutput(present, context) }
    if (present) throw eksFaults.clusterExists(name)
    const cluster = newCluster(input, context)
    await transaction.put(clusters, [account, region, name], cluster)
    await transaction.put(clusterIds, [cluster.id], { account, region, name })
    context.later(() => provisionCluster(cluster, context))
    return { cluster: clusterOutput(cluster, context) }
  },
})

function newCluster(input: Given<CreateClusterRequest>, context: ServiceContext): Cluster {
  const { account, region, caller, now, publicUrl, random } = context
  const { accessConfig, encryptionConfig, name, resourcesVpcConfig, roleArn, tags } = input
  if (parseArn(roleArn)?.service !== 'iam') {
    throw eksFaults.invalidParameter(
      `Role with arn: ${roleArn}, could not be assumed because it does not exist or the trusted entity is not correct`,
    )
  }
  refuseNotHere(input)
  if (encryptionConfig?.length) refuseEncryption(encryptionConfig)
  const { version } = clusterVersion.named(input.version ?? clusterVersion.usual)
  const id = Buffer.from(random(16)).toString('hex')
  const { principal } = caller
  return {
    account,
    region,
    name,
    arn: clusterArn(name, context),
    id,
    createdAt: now,
    status: 'CREATING',
    version,
    roleArn,
    issuer: `${publicUrl}/id/${id}`,
    endpoint: `${publicUrl}/kubernetes/${id}`,
    creatorId: principalId(principal),
    creatorIsAdministrator: accessConfig?.bootstrapClusterCreatorAdminPermissions ?? true,
    authenticationMode: accessConfig?.authenticationMode ?? 'API_AND_CONFIG_MAP',
    subnetIds: resourcesVpcConfig.subnetIds ?? [],
    securityGroupIds: resourcesVpcConfig.securityGroupIds ?? [],
    tags: mergeTags({}, tags),
    configuration: clusterConfiguration.created(input, random),
    request: requestMarks.of(input),
  }
}
