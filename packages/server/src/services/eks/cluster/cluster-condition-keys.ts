import type { CreateClusterRequest, UpdateClusterConfigRequest } from '@aws-sdk/client-eks'
import type { ContextValue } from '@rolecall/policy'
import type { Permission } from '../../permission.ts'

type Asked = Partial<CreateClusterRequest> & Partial<UpdateClusterConfigRequest>

/**
 * What conditions see of what a call asks for, by the members that say it.
 * Source: "Condition keys for Amazon Elastic Kubernetes Service", Service Authorization Reference.
 */
// biome-ignore format: a row a key
const rows: readonly (readonly [key: string, of: (asked: Asked) => boolean | ContextValue | undefined])[] = [
  ['eks:authenticationMode', ({ accessConfig }) => accessConfig?.authenticationMode],
  ['eks:blockStorageEnabled', ({ storageConfig }) => storageConfig?.blockStorage?.enabled],
  ['eks:bootstrapClusterCreatorAdminPermissions', ({ accessConfig }) => (accessConfig as CreateClusterRequest['accessConfig'])?.bootstrapClusterCreatorAdminPermissions],
  ['eks:bootstrapSelfManagedAddons', ({ bootstrapSelfManagedAddons }) => bootstrapSelfManagedAddons],
  ['eks:computeConfigEnabled', ({ computeConfig }) => computeConfig?.enabled],
  ['eks:controlPlaneEgressMode', ({ resourcesVpcConfig }) => resourcesVpcConfig?.controlPlaneEgressMode],
  ['eks:controlPlaneScalingTier', ({ controlPlaneScalingConfig }) => controlPlaneScalingConfig?.tier],
  ['eks:deletionProtection', ({ deletionProtection }) => deletionProtection],
  ['eks:elasticLoadBalancingEnabled', ({ kubernetesNetworkConfig }) => kubernetesNetworkConfig?.elasticLoadBalancing?.enabled],
  ['eks:encryptionConfigProviderKeyArns', ({ encryptionConfig }) => encryptionConfig?.flatMap(({ provider }) => provider?.keyArn ?? [])],
  ['eks:endpointPrivateAccess', ({ resourcesVpcConfig }) => resourcesVpcConfig?.endpointPrivateAccess],
  ['eks:endpointPublicAccess', ({ resourcesVpcConfig }) => resourcesVpcConfig?.endpointPublicAccess],
  ['eks:kubernetesVersion', ({ version }) => version],
  ['eks:supportType', ({ upgradePolicy }) => upgradePolicy?.supportType],
  ['eks:zonalShiftEnabled', ({ zonalShiftConfig }) => zonalShiftConfig?.enabled],
]

export function clusterConditionKeys(asked: Asked): NonNullable<Permission['context']> {
  const logged = (asked.logging?.clusterLogging ?? []).flatMap(({ types = [], enabled = false }) =>
    types.map((type) => [`eks:loggingType/${type}`, String(enabled)] as const),
  )
  const others = rows.flatMap(([key, of]) => {
    const value = of(asked)
    if (value === undefined) return []
    return [[key, typeof value === 'boolean' ? String(value) : value] as const]
  })
  return [...others, ...logged]
}
