import { DescribeIdentityProviderConfig$, ListIdentityProviderConfigs$ } from '@aws-sdk/client-eks'
import { describeClusterResource } from '../cluster-resource/describe-cluster-resource.ts'
import { listClusterResources } from '../cluster-resource/list-cluster-resources.ts'
import { associateIdentityProviderConfig } from './associate-identity-provider-config.ts'
import { disassociateIdentityProviderConfig } from './disassociate-identity-provider-config.ts'
import { identityProviderConfigKind } from './identity-provider-config-kind.ts'

/** Operations on OIDC providers for people who use the Kubernetes API. */
export const identityProviderConfigOperations = [
  associateIdentityProviderConfig,
  describeClusterResource(identityProviderConfigKind, DescribeIdentityProviderConfig$),
  disassociateIdentityProviderConfig,
  listClusterResources(identityProviderConfigKind, ListIdentityProviderConfigs$),
]
