import { serviceOfOperations } from '../service-of-operations.ts'
import { clusterOperations } from './cluster/cluster-operations.ts'
import { eksLeftOut } from './left-out.data.ts'
import { podIdentityAssociationOperations } from './pod-identity-association/pod-identity-association-operations.ts'

/** Amazon Elastic Kubernetes Service. Source: Amazon EKS API Reference, 2017-11-01. */
export const eks = serviceOfOperations(
  { name: 'eks', protocol: 'rest-json', version: '2017-11-01' },
  [
    // One folder a line.
    ...clusterOperations,
    ...podIdentityAssociationOperations,
  ],
  eksLeftOut,
)
