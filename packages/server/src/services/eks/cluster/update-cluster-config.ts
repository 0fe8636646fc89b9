import {
  UpdateClusterConfig$,
  type UpdateClusterConfigRequest,
  type UpdateClusterConfigResponse,
} from '@aws-sdk/client-eks'
import type { Cluster } from '../../../records/cluster.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { eksConstraints } from '../constraints.ts'
import { eksFaults } from '../faults.ts'
import { changeCluster } from './change-cluster.ts'
import { clusterConditionKeys } from './cluster-condition-keys.ts'
import { clusterConfiguration } from './cluster-configuration.ts'
import { clusterPermission } from './cluster-permission.ts'
import { clusterUpdateKinds } from './cluster-update-kinds.ts'
import { refuseNotHere } from './refuse-not-here.ts'

/** A mode goes to one of those behind it and never back. Source: "Change authentication mode", Amazon EKS User Guide. */
const modes = ['CONFIG_MAP', 'API_AND_CONFIG_MAP', 'API'] as const

export const updateClusterConfig = operation<Given<UpdateClusterConfigRequest>, UpdateClusterConfigResponse>(
  UpdateClusterConfig$,
  {
    constraints: {
      accessConfig: eksConstraints.accessConfig,
      logging: eksConstraints.logging,
      remoteNetworkConfig: eksConstraints.remoteNetworkConfig,
      resourcesVpcConfig: eksConstraints.vpcConfig,
      upgradePolicy: eksConstraints.upgradePolicy,
    },
    authorize: clusterPermission('UpdateClusterConfig', clusterConditionKeys),
    trail: { readOnly: false, resources: ({ name }) => [{ type: 'AWS::EKS::Cluster', name }] },
    handle: (input, context) =>
      changeCluster(input.name, input, (cluster) => change(cluster, input), context),
  },
)

function change(cluster: Cluster, input: Given<UpdateClusterConfigRequest>) {
  refuseNotHere(input)
  const [kind, ...others] = clusterUpdateKinds.asked(input)
  if (!kind) throw eksFaults.invalidParameter('The type for cluster update was not provided.')
  if (others.length > 0) throw eksFaults.invalidParameter('Only one type of update can be allowed.')
  refuseMode(cluster, input)
  const before = clusterUpdateKinds.whole(cluster)
  const { resourcesVpcConfig: vpc, accessConfig } = input
  const changes: Partial<Cluster> = {
    ...(vpc?.subnetIds ? { subnetIds: vpc.subnetIds } : {}),
    ...(vpc?.securityGroupIds ? { securityGroupIds: vpc.securityGroupIds } : {}),
    ...(accessConfig?.authenticationMode ? { authenticationMode: accessConfig.authenticationMode } : {}),
    configuration: clusterConfiguration.changed(input, before.configuration),
  }
  const params = kind.params(clusterUpdateKinds.whole({ ...cluster, ...changes }))
  if (JSON.stringify(params) === JSON.stringify(kind.params(before))) {
    throw eksFaults.invalidParameter(unchanged(kind.type, before), { clusterName: cluster.name })
  }
  return { type: kind.type, changes, params }
}

function unchanged(type: string, { configuration }: ReturnType<typeof clusterUpdateKinds.whole>): string {
  const { endpointPrivateAccess, endpointPublicAccess, publicAccessCidrs } =
    configuration.resourcesVpcConfig ?? {}
  if (type === 'LoggingUpdate') return 'No changes needed for the logging config provided'
  if (type === 'EndpointAccessUpdate') {
    return `Cluster is already at the desired configuration with endpointPrivateAccess: ${endpointPrivateAccess} , endpointPublicAccess: ${endpointPublicAccess}, and Public Endpoint Restrictions: [${publicAccessCidrs?.join(', ')}]`
  }
  return `Cluster is already at the desired configuration: no changes needed for ${type}`
}

function refuseMode(
  { authenticationMode: from, name }: Cluster,
  { accessConfig }: Given<UpdateClusterConfigRequest>,
): void {
  const to = accessConfig?.authenticationMode
  if (to === undefined || modes.indexOf(to) > modes.indexOf(from)) return
  throw eksFaults.invalidParameter(`Unsupported authentication mode update from ${from} to ${to}`, {
    clusterName: name,
  })
}
