import type { UpdateClusterConfigRequest, UpdateType } from '@aws-sdk/client-eks'
import type { Cluster } from '../../../records/cluster.ts'
import { clusterConfiguration } from './cluster-configuration.ts'

/** A cluster as it is told to a row, with all that AWS gives. */
type Whole = Cluster & { readonly configuration: NonNullable<Cluster['configuration']> }

interface ClusterUpdateKind {
  readonly type: UpdateType
  readonly isAsked: (input: UpdateClusterConfigRequest) => boolean
  /** AWS's names of what it changes, with what stands there of a cluster: nothing is changed when all stay alike. */
  readonly params: (cluster: Whole) => readonly (readonly [type: string, value: unknown])[]
}

const isGiven = (...values: readonly unknown[]) => values.some((value) => value !== undefined)

/** The kinds of updates, of which a call asks for one. Source: `UpdateType` and `UpdateParamType`, API Reference. */
// biome-ignore format: a row a kind
const kinds: readonly ClusterUpdateKind[] = [
  {
    type: 'VpcConfigUpdate',
    isAsked: ({ resourcesVpcConfig: vpc }) => isGiven(vpc?.subnetIds, vpc?.securityGroupIds),
    params: ({ subnetIds, securityGroupIds }) => [['Subnets', subnetIds], ['SecurityGroups', securityGroupIds]],
  },
  {
    type: 'EndpointAccessUpdate',
    isAsked: ({ resourcesVpcConfig: vpc }) => isGiven(vpc?.endpointPublicAccess, vpc?.endpointPrivateAccess, vpc?.publicAccessCidrs),
    params: ({ configuration: { resourcesVpcConfig: vpc } }) => [
      ['EndpointPublicAccess', vpc?.endpointPublicAccess],
      ['EndpointPrivateAccess', vpc?.endpointPrivateAccess],
      ['PublicAccessCidrs', vpc?.publicAccessCidrs],
    ],
  },
  {
    type: 'ControlPlaneEgressUpdate',
    isAsked: ({ resourcesVpcConfig: vpc }) => isGiven(vpc?.controlPlaneEgressMode),
    params: ({ configuration: { resourcesVpcConfig: vpc } }) => [['ControlPlaneEgressMode', vpc?.controlPlaneEgressMode]],
  },
  { type: 'LoggingUpdate', isAsked: ({ logging }) => isGiven(logging), params: ({ configuration: { logging } }) => [['ClusterLogging', logging]] },
  { type: 'AccessConfigUpdate', isAsked: ({ accessConfig }) => isGiven(accessConfig), params: ({ authenticationMode }) => [['AuthenticationMode', authenticationMode]] },
  { type: 'UpgradePolicyUpdate', isAsked: ({ upgradePolicy }) => isGiven(upgradePolicy), params: ({ configuration: { upgradePolicy } }) => [['UpgradePolicy', upgradePolicy]] },
  { type: 'ZonalShiftConfigUpdate', isAsked: ({ zonalShiftConfig }) => isGiven(zonalShiftConfig), params: ({ configuration: { zonalShiftConfig } }) => [['ZonalShiftConfig', zonalShiftConfig]] },
  { type: 'RemoteNetworkConfigUpdate', isAsked: ({ remoteNetworkConfig }) => isGiven(remoteNetworkConfig), params: ({ configuration: { remoteNetworkConfig } }) => [['RemoteNetworkConfig', remoteNetworkConfig]] },
  {
    type: 'AutoModeUpdate',
    isAsked: ({ computeConfig, kubernetesNetworkConfig, storageConfig }) => isGiven(computeConfig, kubernetesNetworkConfig, storageConfig),
    params: ({ configuration: { computeConfig, kubernetesNetworkConfig, storageConfig } }) => [
      ['ComputeConfig', computeConfig],
      ['KubernetesNetworkConfig', kubernetesNetworkConfig],
      ['StorageConfig', storageConfig],
    ],
  },
  { type: 'DeletionProtectionUpdate', isAsked: ({ deletionProtection }) => isGiven(deletionProtection), params: ({ configuration: { deletionProtection } }) => [['DeletionProtection', deletionProtection]] },
  { type: 'ControlPlaneScalingConfigUpdate', isAsked: ({ controlPlaneScalingConfig }) => isGiven(controlPlaneScalingConfig), params: ({ configuration: { controlPlaneScalingConfig } }) => [['UpdatedTier', controlPlaneScalingConfig?.tier]] },
]

export const clusterUpdateKinds = {
  asked: (input: UpdateClusterConfigRequest): readonly ClusterUpdateKind[] =>
    kinds.filter(({ isAsked }) => isAsked(input)),
  whole: (cluster: Cluster): Whole => ({ ...cluster, configuration: clusterConfiguration.of(cluster) }),
}
