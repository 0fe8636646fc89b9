import { serviceOfOperations } from '../service-of-operations.ts'
import { addonOperations } from './addon/addon-operations.ts'
import { clusterOperations } from './cluster/cluster-operations.ts'
import { clusterVersionOperations } from './cluster-version/cluster-version-operations.ts'
import { connectedClusterOperations } from './connected-cluster/connected-cluster-operations.ts'
import { fargateProfileOperations } from './fargate-profile/fargate-profile-operations.ts'
import { identityProviderConfigOperations } from './identity-provider-config/identity-provider-config-operations.ts'
import { eksLeftOut } from './left-out.data.ts'
import { nodegroupOperations } from './nodegroup/nodegroup-operations.ts'
import { podIdentityAssociationOperations } from './pod-identity-association/pod-identity-association-operations.ts'
import { tagOperations } from './tag/tag-operations.ts'
import { updateOperations } from './update/update-operations.ts'

/** Amazon Elastic Kubernetes Service. Source: Amazon EKS API Reference, 2017-11-01. */
export const eks = serviceOfOperations(
  { name: 'eks', protocol: 'rest-json', version: '2017-11-01' },
  [
    // One folder a line.
    ...addonOperations,
    ...clusterOperations,
    ...clusterVersionOperations,
    ...fargateProfileOperations,
    ...identityProviderConfigOperations,
    ...nodegroupOperations,
    ...podIdentityAssociationOperations,
    ...tagOperations,
    ...updateOperations,
    ...connectedClusterOperations,
  ],
  eksLeftOut,
)
