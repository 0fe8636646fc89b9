import type { CreateClusterRequest, UpdateClusterConfigRequest } from '@aws-sdk/client-eks'
import { eksFaults } from '../faults.ts'

type Asked = Omit<CreateClusterRequest, 'roleArn' | 'resourcesVpcConfig'> & UpdateClusterConfigRequest

interface Row {
  readonly member: string
  readonly isAsked: (asked: Asked) => unknown
  readonly because: string
}

const autoMode = 'EKS Auto Mode launches EC2 instances, load balancers and volumes, and there are none here'
const controlPlane = 'an embedded cluster has no such process, and of a registered one it is not ours'

/** What a cluster can be asked for that would change what it does, and that cannot be done here. */
// biome-ignore format: a row a member
const rows: readonly Row[] = [
  { member: 'outpostConfig', isAsked: ({ outpostConfig }) => outpostConfig, because: 'there are no Outposts here' },
  { member: 'computeConfig', isAsked: ({ computeConfig }) => computeConfig?.enabled, because: autoMode },
  { member: 'storageConfig', isAsked: ({ storageConfig }) => storageConfig?.blockStorage?.enabled, because: autoMode },
  { member: 'kubernetesNetworkConfig.elasticLoadBalancing', isAsked: ({ kubernetesNetworkConfig }) => kubernetesNetworkConfig?.elasticLoadBalancing?.enabled, because: autoMode },
  { member: 'kubernetesNetworkConfig.elasticLoadBalancing.gatewayApi', isAsked: ({ kubernetesNetworkConfig }) => kubernetesNetworkConfig?.elasticLoadBalancing?.gatewayApi, because: autoMode },
  { member: 'controlPlaneScalingConfig', isAsked: ({ controlPlaneScalingConfig }) => (controlPlaneScalingConfig?.tier ?? 'standard') !== 'standard', because: 'the control plane is this server, and does not scale' },
  { member: 'kubeApiServerConfig', isAsked: ({ kubeApiServerConfig }) => kubeApiServerConfig, because: controlPlane },
  { member: 'kubeSchedulerConfig', isAsked: ({ kubeSchedulerConfig }) => kubeSchedulerConfig, because: controlPlane },
  { member: 'kubeControllerManagerConfig', isAsked: ({ kubeControllerManagerConfig }) => kubeControllerManagerConfig, because: controlPlane },
]

/** @throws Fault InvalidParameterException for what cannot be honoured here, with the reason. */
export function refuseNotHere(asked: Asked): void {
  const row = rows.find(({ isAsked }) => isAsked(asked))
  if (row) throw eksFaults.invalidParameter(`${row.member} is not supported by this server: ${row.because}.`)
}
