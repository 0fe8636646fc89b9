import {
  CreateNodegroup$,
  type CreateNodegroupRequest,
  type CreateNodegroupResponse,
} from '@aws-sdk/client-eks'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import type { ServiceContext } from '../../service-context.ts'
import { clusterPermission } from '../cluster/cluster-permission.ts'
import type { OwnCluster } from '../cluster/own-cluster.ts'
import { createClusterResource } from '../cluster-resource/create-cluster-resource.ts'
import { eksConstraints } from '../constraints.ts'
import { eksFaults } from '../faults.ts'
import { namedRole } from '../named-role.ts'
import { passRole } from '../pass-role.ts'
import { requestTagKeys } from '../tag/request-tag-keys.ts'
import { nodegroupConstraints } from './nodegroup-constraints.ts'
import { type NodegroupDetail, nodegroupKind } from './nodegroup-kind.ts'
import { refuseSizes } from './refuse-sizes.ts'

type Asked = Given<CreateNodegroupRequest>

const permission = clusterPermission<Asked>('CreateNodegroup', ({ tags }) => requestTagKeys(tags))
const ec2 = 'ec2.amazonaws.com'

export const createNodegroup = operation<Asked, CreateNodegroupResponse>(CreateNodegroup$, {
  constraints: {
    amiType: nodegroupConstraints.amiType,
    capacityType: nodegroupConstraints.capacityType,
    diskSize: nodegroupConstraints.diskSize,
    instanceTypes: nodegroupConstraints.instanceTypes,
    nodeRole: eksConstraints.roleArn,
    nodegroupName: nodegroupConstraints.name,
    scalingConfig: nodegroupConstraints.scalingConfig,
    subnets: eksConstraints.subnets,
    taints: nodegroupConstraints.taints,
    updateConfig: nodegroupConstraints.updateConfig,
  },
  authorize: async (input, context) => [...(await permission(input, context)), passRole(input.nodeRole)],
  trail: { readOnly: false },
  async handle(input, context) {
    const { resource } = await createClusterResource(
      nodegroupKind,
      input.nodegroupName,
      input,
      (cluster) => newDetail(input, cluster, context),
      context,
    )
    return { nodegroup: await nodegroupKind.output(resource, context) }
  },
})

async function newDetail(
  input: Asked,
  cluster: OwnCluster,
  context: ServiceContext,
): Promise<NodegroupDetail> {
  const { launchTemplate, nodeRole, subnets, version = cluster.version } = input
  const scalingConfig = { minSize: 1, maxSize: 2, desiredSize: 2, ...input.scalingConfig }
  const updateConfig = input.updateConfig ?? { maxUnavailable: 1 }
  if (subnets.length === 0) throw eksFaults.invalidParameter('Subnets cannot be empty.')
  refuseSizes(scalingConfig, updateConfig)
  if (version !== cluster.version) {
    throw eksFaults.invalidParameter(
      `Requested Nodegroup version ${version} is not the version of the cluster, ${cluster.version}.`,
    )
  }
  if (launchTemplate) refuseBesideTemplate(input)
  await refuseRole(nodeRole, context)
  const amiType = input.amiType ?? 'AL2023_x86_64_STANDARD'
  return {
    version,
    ...given({
      releaseVersion: input.releaseVersion,
      launchTemplate,
      nodeRepairConfig: input.nodeRepairConfig,
      remoteAccess: input.remoteAccess,
      warmPoolConfig: input.warmPoolConfig,
      taints: input.taints,
    }),
    capacityType: input.capacityType ?? 'ON_DEMAND',
    scalingConfig,
    updateConfig,
    subnets,
    amiType,
    nodeRole,
    labels: input.labels ?? {},
    // A launch template says these itself.
    ...(launchTemplate
      ? given({ instanceTypes: input.instanceTypes })
      : {
          instanceTypes: input.instanceTypes ?? ['t3.medium'],
          diskSize: input.diskSize ?? (amiType.startsWith('WINDOWS') ? 50 : 20),
        }),
  }
}

function given<Members extends object>(members: Members): Partial<Members> {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined),
  ) as Partial<Members>
}

function refuseBesideTemplate({ diskSize, launchTemplate, remoteAccess }: Asked): void {
  if (diskSize !== undefined)
    throw eksFaults.invalidParameter('Disk size must be specified within the launch template.')
  if (remoteAccess)
    throw eksFaults.invalidParameter(
      'Remote access configuration cannot be specified with a launch template.',
    )
  if (!launchTemplate?.id === !launchTemplate?.name)
    throw eksFaults.invalidParameter(
      'You must specify either the launch template ID or the launch template name.',
    )
}

async function refuseRole(arn: string, context: ServiceContext): Promise<void> {
  const role = await namedRole(arn, context)
  if (!role) throw eksFaults.invalidParameter(`The role with ARN ${arn} cannot be found.`)
  if (role.trusts(ec2)) return
  throw eksFaults.invalidParameter(
    `Following required service principals [${ec2}] were not found in the trust relationships of nodeRole ${arn}`,
  )
}
