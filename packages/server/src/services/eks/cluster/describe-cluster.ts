import {
  DescribeCluster$,
  type DescribeClusterRequest,
  type DescribeClusterResponse,
} from '@aws-sdk/client-eks'
import { operation } from '../../operation.ts'
import { eksConstraints } from '../constraints.ts'
import { clusterOutput } from './cluster-output.ts'
import { clusterPermission } from './cluster-permission.ts'
import { findCluster } from './find-cluster.ts'

export const describeCluster = operation<DescribeClusterRequest, DescribeClusterResponse>(DescribeCluster$, {
  constraints: { name: eksConstraints.clusterName },
  authorize: clusterPermission('DescribeCluster'),
  trail: { readOnly: true, resources: ({ name = '' }) => [{ type: 'AWS::EKS::Cluster', name }] },
  handle: async (input, context) => ({
    cluster: clusterOutput(await findCluster(input.name, context), context),
  }),
})
