import type { JsonSchema } from './json-schema.ts'

const text: JsonSchema = { type: 'string' }
const texts: JsonSchema = { type: 'object', additionalProperties: text }
const flag: JsonSchema = { type: 'boolean' }
const number: JsonSchema = { type: 'integer' }
/** An object of the Kubernetes API, which says itself what it may have. */
const any: JsonSchema = { type: ['object', 'null'] }
const list: JsonSchema = { type: 'array' }
const closed = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  properties,
})
const amounts = closed({ cpu: text, memory: text, 'ephemeral-storage': text })
const resources = closed({ limits: amounts, requests: amounts })
const placing = {
  affinity: any,
  nodeSelector: texts,
  tolerations: list,
  resources,
  podAnnotations: texts,
  podLabels: texts,
}
const driver = closed({
  ...placing,
  additionalArgs: list,
  env: list,
  enableMetrics: flag,
  extraVolumeTags: texts,
  loggingFormat: text,
  logLevel: number,
  replicaCount: number,
  serviceAccount: any,
  tolerateAllTaints: flag,
  topologySpreadConstraints: list,
  updateStrategy: any,
  volumeModification: any,
  volumeAttachLimit: number,
  reservedVolumeAttachments: number,
  enableLinux: flag,
  enableWindows: flag,
  priorityClassName: text,
  terminationGracePeriodSeconds: number,
})

/**
 * What can be configured of each add-on, by the options that AWS documents. AWS has a schema a version, and tells more
 * of what stands deeper; what these do not know is refused.
 */
export const addonSchemas: Readonly<Record<string, JsonSchema>> = {
  'aws-ebs-csi-driver': closed({
    controller: driver,
    defaultStorageClass: closed({ enabled: flag }),
    fips: flag,
    image: any,
    node: driver,
    sidecars: any,
    useOldCSIDriver: flag,
  }),
  'aws-efs-csi-driver': closed({
    controller: driver,
    node: driver,
    sidecars: any,
    image: any,
    portRangeUpperBound: text,
  }),
  coredns: closed({
    ...placing,
    autoScaling: closed({ enabled: flag, minReplicas: number, maxReplicas: number }),
    computeType: text,
    corefile: text,
    podDisruptionBudget: any,
    replicaCount: number,
    topologySpreadConstraints: list,
  }),
  'eks-pod-identity-agent': closed({
    ...placing,
    agent: closed({ additionalArgs: texts }),
    daemonsets: any,
    metrics: any,
    priorityClassName: text,
    updateStrategy: any,
  }),
  'kube-proxy': closed({
    affinity: any,
    ipvs: closed({ scheduler: text }),
    mode: { type: 'string', enum: ['iptables', 'ipvs', 'nftables'] },
    podAnnotations: texts,
    podLabels: texts,
    resources,
    tolerations: list,
  }),
  'metrics-server': closed({
    ...placing,
    addonResizer: any,
    podDisruptionBudget: any,
    replicas: number,
    topologySpreadConstraints: list,
    updateStrategy: any,
  }),
  'vpc-cni': closed({
    affinity: any,
    enableNetworkPolicy: text,
    enableWindowsIpam: text,
    enableWindowsPrefixDelegation: text,
    eniConfig: any,
    env: texts,
    init: closed({ env: texts, resources }),
    livenessProbeTimeoutSeconds: number,
    nodeAgent: any,
    nodeSelector: texts,
    originalMatchLabels: flag,
    podAnnotations: texts,
    podLabels: texts,
    readinessProbeTimeoutSeconds: number,
    resources,
    tolerations: list,
    warmWindowsIPTarget: number,
  }),
}
