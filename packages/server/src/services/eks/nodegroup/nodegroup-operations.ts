import { DeleteNodegroup$, DescribeNodegroup$, ListNodegroups$ } from '@aws-sdk/client-eks'
import { deleteClusterResource } from '../cluster-resource/delete-cluster-resource.ts'
import { describeClusterResource } from '../cluster-resource/describe-cluster-resource.ts'
import { listClusterResources } from '../cluster-resource/list-cluster-resources.ts'
import { createNodegroup } from './create-nodegroup.ts'
import { nodegroupKind } from './nodegroup-kind.ts'
import { updateNodegroupConfig } from './update-nodegroup-config.ts'
import { updateNodegroupVersion } from './update-nodegroup-version.ts'

/** Operations on node groups. */
export const nodegroupOperations = [
  createNodegroup,
  deleteClusterResource(nodegroupKind, DeleteNodegroup$),
  describeClusterResource(nodegroupKind, DescribeNodegroup$),
  listClusterResources(nodegroupKind, ListNodegroups$),
  updateNodegroupConfig,
  updateNodegroupVersion,
]
