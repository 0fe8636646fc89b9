import type { CreateNodegroupRequest, Nodegroup } from '@aws-sdk/client-eks'
import type { ClusterResourceKind } from '../cluster-resource/cluster-resource-kind.ts'
import { eksFaults } from '../faults.ts'

/** What is kept of a node group alone. Its role is what the nodes of the group would have. */
export type NodegroupDetail = Readonly<
  Pick<
    Nodegroup,
    | 'amiType'
    | 'capacityType'
    | 'diskSize'
    | 'instanceTypes'
    | 'labels'
    | 'launchTemplate'
    | 'nodeRepairConfig'
    | 'releaseVersion'
    | 'remoteAccess'
    | 'scalingConfig'
    | 'taints'
    | 'updateConfig'
    | 'version'
    | 'warmPoolConfig'
  > &
    Pick<CreateNodegroupRequest, 'nodeRole' | 'subnets'>
>

/** No node is launched here: nodes are what joins, and a group says what they would be. */
export const nodegroupKind: ClusterResourceKind<NodegroupDetail, Nodegroup> = {
  type: 'nodegroup',
  noun: 'Nodegroup',
  member: 'nodegroup',
  listMember: 'nodegroups',
  constraints: {},
  named: ({ nodegroupName = '' }) => nodegroupName,
  arnName: (name) => name,
  output: ({ name, arn, clusterName, createdAt, modifiedAt, status, tags, detail }) => ({
    nodegroupName: name,
    nodegroupArn: arn,
    clusterName,
    createdAt: new Date(createdAt),
    modifiedAt: new Date(modifiedAt),
    status,
    ...detail,
    resources: { autoScalingGroups: [] },
    health: { issues: [] },
    tags: { ...tags },
  }),
  listed: (name) => name,
  missing: (name, clusterName) =>
    eksFaults.notFound(`No node group found for name: ${name}.`, { clusterName, nodegroupName: name }),
  exists: (name, clusterName) =>
    eksFaults.inUse(`NodeGroup already exists with name ${name} and cluster name ${clusterName}`, {
      clusterName,
      nodegroupName: name,
    }),
}
