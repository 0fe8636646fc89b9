import { serviceOfOperations } from '../service-of-operations.ts'
import { createCluster } from './create-cluster.ts'
import { deleteCluster } from './delete-cluster.ts'
import { describeCluster } from './describe-cluster.ts'
import { eksLeftOut } from './left-out.data.ts'
import { listClusters } from './list-clusters.ts'

/** Amazon Elastic Kubernetes Service. Source: Amazon EKS API Reference, 2017-11-01. */
export const eks = serviceOfOperations(
  { name: 'eks', protocol: 'rest-json', version: '2017-11-01' },
  [createCluster, deleteCluster, describeCluster, listClusters],
  eksLeftOut,
)
