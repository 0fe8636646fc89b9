import type { ClusterConfig } from '../cluster-config/cluster-config.ts'
import type { Json } from '../json/json.ts'
import { clusterRoleName } from './cluster-role-name.ts'
import { createRoleStep } from './create-role-step.ts'
import { ownership } from './ownership.ts'
import type { Present } from './present.ts'
import type { Step } from './step.ts'

/** What makes the cluster exist and be active. What it consists of afterwards is left to eksctl. */
export function clusterSteps(config: ClusterConfig, present: Present): Step[] {
  const { name, region } = config.metadata
  const what = `cluster ${name} in ${region}`
  const status = present.cluster?.status
  const wait = { call: 'eks:DescribeCluster', input: { name } } as const
  if (status === 'ACTIVE' || status === 'UPDATING') return [{ change: 'keep', what, calls: [] }]
  if (status === 'CREATING' || status === 'PENDING') {
    return [{ change: 'change', what, details: [`${status} → ACTIVE, by waiting`], calls: [wait] }]
  }
  if (status !== undefined) return [{ change: 'refuse', what: `${what} is ${status}`, calls: [] }]
  if (present.endpoint === undefined) {
    const because = 'does not exist, and on AWS it needs subnets and nodes, which are left to eksctl'
    return [{ change: 'refuse', what: `${what} ${because}: eksctl create cluster -f FILE`, calls: [] }]
  }
  return createCluster(config, present, what)
}

function createCluster(config: ClusterConfig, present: Present, what: string): Step[] {
  const { metadata, iam } = config
  const { name, version } = metadata
  // A server that is not AWS asks for a role by the model of the call and never uses it.
  const roleName = clusterRoleName(name)
  const roleArn = iam?.serviceRoleARN ?? `arn:${present.partition}:iam::${present.account}:role/${roleName}`
  const role = createRoleStep({
    name: roleName,
    owner: 'the control plane of the cluster',
    trust: serviceTrust,
    ...(iam?.serviceRolePermissionsBoundary ? { boundary: iam.serviceRolePermissionsBoundary } : {}),
    tags: { ...metadata.tags, ...ownership.tagsOf(name, present) },
    attached: [],
    inline: {},
  })
  const cluster: Step = {
    change: 'create',
    what,
    details: version ? [`Kubernetes ${version}`] : [],
    calls: [
      {
        call: 'eks:CreateCluster',
        input: {
          name,
          roleArn,
          resourcesVpcConfig: {},
          ...(version ? { version } : {}),
          tags: { ...metadata.tags, [ownership.managed]: 'true', [ownership.cluster]: name },
        },
      },
      { call: 'eks:DescribeCluster', input: { name } },
    ],
  }
  return iam?.serviceRoleARN || present.roles[roleName] ? [cluster] : [role, cluster]
}

const serviceTrust: Json = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'eks.amazonaws.com' },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
    },
  ],
}
