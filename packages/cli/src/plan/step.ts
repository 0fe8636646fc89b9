import type {
  CreateClusterRequest,
  CreatePodIdentityAssociationRequest,
  DeletePodIdentityAssociationRequest,
  UpdatePodIdentityAssociationRequest,
} from '@aws-sdk/client-eks'
import type {
  AddClientIDToOpenIDConnectProviderRequest,
  AttachRolePolicyRequest,
  CreateOpenIDConnectProviderRequest,
  CreateRoleRequest,
  DeleteRolePermissionsBoundaryRequest,
  DeleteRolePolicyRequest,
  DeleteRoleRequest,
  DetachRolePolicyRequest,
  PutRolePermissionsBoundaryRequest,
  PutRolePolicyRequest,
  TagRoleRequest,
  UpdateAssumeRolePolicyRequest,
} from '@aws-sdk/client-iam'
import type { Namespace, ServiceAccount } from '@rolecall/kubernetes'

/** Every call that apply and its siblings can make, with what it takes. */
export interface Calls {
  'eks:CreateCluster': CreateClusterRequest
  'eks:CreatePodIdentityAssociation': CreatePodIdentityAssociationRequest
  'eks:DeletePodIdentityAssociation': DeletePodIdentityAssociationRequest
  'eks:UpdatePodIdentityAssociation': UpdatePodIdentityAssociationRequest
  /** Asked again until the cluster is active. */
  'eks:DescribeCluster': { name: string }
  'iam:AddClientIDToOpenIDConnectProvider': AddClientIDToOpenIDConnectProviderRequest
  'iam:AttachRolePolicy': AttachRolePolicyRequest
  'iam:CreateOpenIDConnectProvider': CreateOpenIDConnectProviderRequest
  'iam:CreateRole': CreateRoleRequest
  'iam:DeleteRole': DeleteRoleRequest
  'iam:DeleteRolePermissionsBoundary': DeleteRolePermissionsBoundaryRequest
  'iam:DeleteRolePolicy': DeleteRolePolicyRequest
  'iam:DetachRolePolicy': DetachRolePolicyRequest
  'iam:PutRolePermissionsBoundary': PutRolePermissionsBoundaryRequest
  'iam:PutRolePolicy': PutRolePolicyRequest
  'iam:TagRole': TagRoleRequest
  'iam:UpdateAssumeRolePolicy': UpdateAssumeRolePolicyRequest
  'kubernetes:CreateNamespace': { object: Namespace }
  'kubernetes:CreateServiceAccount': { namespace: string; object: ServiceAccount }
  'kubernetes:PatchServiceAccount': { namespace: string; name: string; patch: ServiceAccount }
}

export type Call = {
  [Name in keyof Calls]: { readonly call: Name; readonly input: Calls[Name] }
}[keyof Calls]

/** One row of a plan. */
export interface Step {
  /** `keep`: compared, and as wanted. `refuse`: neither wanted nor changed, so that nothing is done at all. */
  readonly change: 'create' | 'change' | 'remove' | 'keep' | 'refuse'
  /** Such as `role shop-reports-reader for ServiceAccount shop/reports`. */
  readonly what: string
  /** Lines below it: the difference, or what the new thing holds. */
  readonly details?: readonly string[]
  readonly calls: readonly Call[]
  /** The calls follow only from a cluster that exists, so they are not known yet. */
  readonly afterCluster?: true
}
