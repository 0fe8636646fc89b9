export interface AddonRow {
  readonly name: string
  readonly type: string
  readonly owner: string
  readonly namespace: string
  /** ServiceAccounts that need permissions, with the AWS-managed policies that AWS suggests for them. */
  readonly serviceAccounts: readonly (readonly [name: string, ...policies: string[]])[]
  /** Newest first, each with the oldest and the newest Kubernetes version it is for. */
  readonly versions: readonly (readonly [version: string, from: string, to: string])[]
}

const from = '1.30'
const to = '1.36'

/**
 * Add-ons that AWS publishes, with some of the versions it published: those of `aws eks describe-addon-versions` that
 * are told of in public. More are added here, newest first.
 */
export const addons: readonly AddonRow[] = [
  {
    name: 'aws-ebs-csi-driver',
    type: 'storage',
    owner: 'aws',
    namespace: 'kube-system',
    serviceAccounts: [['ebs-csi-controller-sa', 'service-role/AmazonEBSCSIDriverPolicy']],
    versions: [
      ['v1.66.0-eksbuild.1', from, to],
      ['v1.65.0-eksbuild.1', from, to],
      ['v1.62.0-eksbuild.1', from, to],
      ['v1.56.0-eksbuild.1', from, to],
      ['v1.55.0-eksbuild.2', from, to],
      ['v1.50.0-eksbuild.1', from, to],
      ['v1.37.0-eksbuild.1', from, to],
    ],
  },
  {
    name: 'aws-efs-csi-driver',
    type: 'storage',
    owner: 'aws',
    namespace: 'kube-system',
    serviceAccounts: [['efs-csi-controller-sa', 'service-role/AmazonEFSCSIDriverPolicy']],
    versions: [
      ['v2.1.9-eksbuild.1', from, to],
      ['v2.0.8-eksbuild.1', from, to],
    ],
  },
  {
    name: 'coredns',
    type: 'networking',
    owner: 'aws',
    namespace: 'kube-system',
    serviceAccounts: [],
    versions: [
      ['v1.14.3-eksbuild.23', '1.35', to],
      ['v1.14.3-eksbuild.14', '1.35', to],
      ['v1.14.2-eksbuild.4', '1.35', to],
      ['v1.13.2-eksbuild.1', '1.34', '1.35'],
      ['v1.12.1-eksbuild.2', '1.33', '1.34'],
      ['v1.11.4-eksbuild.2', from, '1.33'],
      ['v1.11.3-eksbuild.1', from, '1.32'],
    ],
  },
  {
    name: 'eks-pod-identity-agent',
    type: 'security',
    owner: 'aws',
    namespace: 'kube-system',
    serviceAccounts: [],
    versions: [
      ['v1.3.10-eksbuild.3', from, to],
      ['v1.3.10-eksbuild.2', from, to],
      ['v1.3.9-eksbuild.3', from, to],
      ['v1.3.8-eksbuild.2', from, to],
      ['v1.3.5-eksbuild.2', from, to],
      ['v1.3.4-eksbuild.1', from, to],
      ['v1.3.2-eksbuild.2', from, to],
      ['v1.2.0-eksbuild.1', from, to],
      ['v1.1.0-eksbuild.1', from, to],
      ['v1.0.0-eksbuild.1', from, to],
    ],
  },
  {
    name: 'kube-proxy',
    type: 'networking',
    owner: 'aws',
    namespace: 'kube-system',
    serviceAccounts: [],
    versions: [
      ['v1.36.0-eksbuild.25', '1.36', '1.36'],
      ['v1.36.0-eksbuild.17', '1.36', '1.36'],
      ['v1.36.0-eksbuild.7', '1.36', '1.36'],
      ['v1.35.0-eksbuild.2', '1.35', '1.35'],
      ['v1.34.0-eksbuild.2', '1.34', '1.34'],
      ['v1.33.0-eksbuild.2', '1.33', '1.33'],
      ['v1.32.5-eksbuild.2', '1.32', '1.32'],
      ['v1.31.0-eksbuild.5', '1.31', '1.31'],
      ['v1.30.14-eksbuild.20', '1.30', '1.30'],
    ],
  },
  {
    name: 'metrics-server',
    type: 'observability',
    owner: 'community',
    namespace: 'kube-system',
    serviceAccounts: [],
    versions: [
      ['v0.9.0-eksbuild.11', from, to],
      ['v0.8.1-eksbuild.5', from, to],
      ['v0.8.1-eksbuild.1', from, to],
    ],
  },
  {
    name: 'vpc-cni',
    type: 'networking',
    owner: 'aws',
    namespace: 'kube-system',
    serviceAccounts: [['aws-node', 'AmazonEKS_CNI_Policy']],
    versions: [
      ['v1.23.1-eksbuild.1', from, to],
      ['v1.23.0-eksbuild.1', from, to],
      ['v1.22.4-eksbuild.3', from, to],
      ['v1.21.2-eksbuild.2', from, to],
      ['v1.21.1-eksbuild.3', from, to],
      ['v1.19.6-eksbuild.1', from, to],
      ['v1.19.0-eksbuild.1', from, to],
      ['v1.18.5-eksbuild.1', from, to],
    ],
  },
]
