/** Keys that tell what a cluster asks for: a value, an input that has it, and one that has not. */
export const clusterConditions: readonly (readonly [
  key: string,
  value: string | string[],
  asked: object,
  other: object,
])[] = [
  [
    'eks:authenticationMode',
    'API',
    { accessConfig: { authenticationMode: 'API' } },
    { accessConfig: { authenticationMode: 'CONFIG_MAP' } },
  ],
  [
    'eks:bootstrapClusterCreatorAdminPermissions',
    'false',
    { accessConfig: { bootstrapClusterCreatorAdminPermissions: false } },
    { accessConfig: { bootstrapClusterCreatorAdminPermissions: true } },
  ],
  ['eks:bootstrapSelfManagedAddons', 'false', { bootstrapSelfManagedAddons: false }, {}],
  [
    'eks:computeConfigEnabled',
    'false',
    { computeConfig: { enabled: false } },
    { computeConfig: { enabled: true } },
  ],
  [
    'eks:controlPlaneEgressMode',
    'CUSTOMER_ROUTED',
    { resourcesVpcConfig: { controlPlaneEgressMode: 'CUSTOMER_ROUTED' } },
    {},
  ],
  ['eks:controlPlaneScalingTier', 'standard', { controlPlaneScalingConfig: { tier: 'standard' } }, {}],
  ['eks:deletionProtection', 'true', { deletionProtection: true }, { deletionProtection: false }],
  [
    'eks:elasticLoadBalancingEnabled',
    'false',
    { kubernetesNetworkConfig: { elasticLoadBalancing: { enabled: false } } },
    {},
  ],
  ['eks:blockStorageEnabled', 'false', { storageConfig: { blockStorage: { enabled: false } } }, {}],
  [
    'eks:endpointPublicAccess',
    'false',
    { resourcesVpcConfig: { endpointPublicAccess: false } },
    { resourcesVpcConfig: { endpointPublicAccess: true } },
  ],
  ['eks:endpointPrivateAccess', 'true', { resourcesVpcConfig: { endpointPrivateAccess: true } }, {}],
  ['eks:kubernetesVersion', '1.33', { version: '1.33' }, { version: '1.34' }],
  [
    'eks:loggingType/audit',
    'true',
    { logging: { clusterLogging: [{ types: ['audit'], enabled: true }] } },
    { logging: { clusterLogging: [{ types: ['api'], enabled: true }] } },
  ],
  [
    'eks:supportType',
    'STANDARD',
    { upgradePolicy: { supportType: 'STANDARD' } },
    { upgradePolicy: { supportType: 'EXTENDED' } },
  ],
  ['eks:zonalShiftEnabled', 'true', { zonalShiftConfig: { enabled: true } }, {}],
]
