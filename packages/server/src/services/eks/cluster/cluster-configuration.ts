import { type CreateClusterRequest, type LogSetup, LogType } from '@aws-sdk/client-eks'
import type { Randomness } from '@rolecall/core'
import type { ClusterConfiguration } from '../../../records/cluster.ts'
import { eksFaults } from '../faults.ts'

type Asked = Partial<Pick<CreateClusterRequest, keyof ClusterConfiguration>>
type Kept<Member extends keyof ClusterConfiguration> = NonNullable<ClusterConfiguration[Member]>

/** What AWS gives a cluster that asks for nothing. */
const usual = {
  resourcesVpcConfig: {
    endpointPublicAccess: true,
    endpointPrivateAccess: false,
    publicAccessCidrs: ['0.0.0.0/0'],
    controlPlaneEgressMode: 'AWS_MANAGED',
  },
  kubernetesNetworkConfig: { ipFamily: 'ipv4', elasticLoadBalancing: { enabled: false } },
  logging: { clusterLogging: [{ types: Object.values(LogType), enabled: false }] },
  upgradePolicy: { supportType: 'EXTENDED' },
  deletionProtection: false,
  controlPlaneScalingConfig: { tier: 'standard' },
} as const satisfies ClusterConfiguration

const serviceIpv4Cidr = '10.100.0.0/16'

/** What a cluster is to have, of what a call asks for and what it has. */
export const clusterConfiguration = {
  /** With what AWS gives, for clusters made before all of it was kept. */
  of: ({ configuration }: { configuration?: ClusterConfiguration | undefined }): ClusterConfiguration => ({
    ...usual,
    kubernetesNetworkConfig: { ...usual.kubernetesNetworkConfig, serviceIpv4Cidr },
    ...configuration,
  }),

  created: (asked: Asked, random: Randomness): ClusterConfiguration => ({
    ...changed(asked, { ...usual, kubernetesNetworkConfig: network(asked.kubernetesNetworkConfig, random) }),
    ...(asked.encryptionConfig?.length ? { encryptionConfig: asked.encryptionConfig } : {}),
  }),

  changed,
}

/** Members that are not asked for stay; those that are take over what is asked of them. */
function changed(asked: Asked, kept: ClusterConfiguration): ClusterConfiguration {
  const { subnetIds: _subnets, securityGroupIds: _groups, ...access } = asked.resourcesVpcConfig ?? {}
  const { logging, remoteNetworkConfig, deletionProtection } = asked
  return {
    ...kept,
    resourcesVpcConfig: { ...kept.resourcesVpcConfig, ...access },
    ...(logging ? { logging: merged(logging, kept.logging ?? usual.logging) } : {}),
    ...over('upgradePolicy', asked, kept),
    ...over('zonalShiftConfig', asked, kept),
    ...over('computeConfig', asked, kept),
    ...over('storageConfig', asked, kept),
    ...over('controlPlaneScalingConfig', asked, kept),
    ...(remoteNetworkConfig === undefined ? {} : { remoteNetworkConfig }),
    ...(deletionProtection === undefined ? {} : { deletionProtection }),
  }
}

function over(member: keyof ClusterConfiguration & keyof Asked, asked: Asked, kept: ClusterConfiguration) {
  if (asked[member] === undefined) return {}
  return { [member]: { ...(kept[member] as object), ...(asked[member] as object) } }
}

/** The types that are to be logged or not are taken over, and the others stay; AWS tells both in two setups. */
function merged(asked: Kept<'logging'>, kept: Kept<'logging'>): Kept<'logging'> {
  const enabled = new Map<LogType, boolean>()
  for (const setup of [...(kept.clusterLogging ?? []), ...(asked.clusterLogging ?? [])]) {
    for (const type of setup.types ?? []) enabled.set(type, setup.enabled ?? false)
  }
  const types = (wanted: boolean) =>
    Object.values(LogType).filter((type) => (enabled.get(type) ?? false) === wanted)
  const setups: LogSetup[] = [
    { types: types(true), enabled: true },
    { types: types(false), enabled: false },
  ]
  return { clusterLogging: setups.filter((setup) => setup.types?.length) }
}

function network(
  asked: CreateClusterRequest['kubernetesNetworkConfig'] = {},
  random: Randomness,
): Kept<'kubernetesNetworkConfig'> {
  const { ipFamily = 'ipv4', serviceIpv4Cidr: cidr = serviceIpv4Cidr } = asked
  const elasticLoadBalancing = { enabled: asked.elasticLoadBalancing?.enabled ?? false }
  if (ipFamily === 'ipv4') {
    if (!isServiceRange(cidr)) {
      throw eksFaults.invalidParameter(
        `The serviceIpv4Cidr ${cidr} must be within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, and between /24 and /12.`,
      )
    }
    return { ipFamily, serviceIpv4Cidr: cidr, elasticLoadBalancing }
  }
  if (asked.serviceIpv4Cidr !== undefined)
    throw eksFaults.invalidParameter('You can not specify serviceIpv4Cidr for a cluster of the ipv6 family.')
  const [one = 0, two = 0, three = 0, four = 0, five = 0] = random(5)
  const hex = (high: number, low: number) => ((high << 8) | low).toString(16)
  return {
    ipFamily,
    serviceIpv6Cidr: `fd${one.toString(16).padStart(2, '0')}:${hex(two, three)}:${hex(four, five)}::/108`,
    elasticLoadBalancing,
  }
}

/** Source: `KubernetesNetworkConfigRequest`, Amazon EKS API Reference. */
function isServiceRange(cidr: string): boolean {
  const octet = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
  const [, first, second, , , bits] =
    new RegExp(`^${octet}\\.${octet}\\.${octet}\\.${octet}/(\\d{1,2})$`).exec(cidr) ?? []
  if (Number(bits) > 24 || Number(bits) < 12) return false
  if (first === '10') return true
  if (first === '172') return Number(second) >= 16 && Number(second) <= 31
  return first === '192' && second === '168' && Number(bits) >= 16
}
