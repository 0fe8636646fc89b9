import type { Json } from '../json/json.ts'

/** What Rolecall reads of an eksctl `ClusterConfig`, `eksctl.io/v1alpha5`. */
export interface ClusterConfig {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: ClusterMeta
  readonly iam?: ClusterIam
}

export interface ClusterMeta {
  readonly name: string
  readonly region: string
  readonly version?: string
  readonly tags?: Readonly<Record<string, string>>
}

export interface ClusterIam {
  readonly withOIDC?: boolean
  readonly serviceRoleARN?: string
  readonly serviceRolePermissionsBoundary?: string
  readonly serviceAccounts?: readonly IamServiceAccount[]
  readonly podIdentityAssociations?: readonly PodIdentityAssociation[]
}

export interface IamServiceAccount {
  readonly metadata: {
    readonly name: string
    /** `default` when the file says nothing. */
    readonly namespace?: string
    readonly labels?: Readonly<Record<string, string>>
    readonly annotations?: Readonly<Record<string, string>>
  }
  readonly roleName?: string
  /** Make the role and leave the ServiceAccount to others. */
  readonly roleOnly?: boolean
  readonly attachPolicyARNs?: readonly string[]
  /** An inline policy document. */
  readonly attachPolicy?: Readonly<Record<string, Json>>
  /** Use this role as it is and make none. */
  readonly attachRoleARN?: string
  readonly permissionsBoundary?: string
  /** Trust every subject of this pattern instead of the one ServiceAccount. */
  readonly subjectPattern?: string
  readonly tags?: Readonly<Record<string, string>>
}

/** A ServiceAccount whose pods get their role through EKS Pod Identity. */
export interface PodIdentityAssociation {
  readonly namespace: string
  readonly serviceAccountName: string
  /** Make the ServiceAccount and its namespace too. */
  readonly createServiceAccount?: boolean
  /** Use this role as it is and make none. */
  readonly roleARN?: string
  readonly roleName?: string
  readonly permissionPolicyARNs?: readonly string[]
  /** An inline policy document of the role. */
  readonly permissionPolicy?: Readonly<Record<string, Json>>
  readonly permissionsBoundaryARN?: string
  /** A role, of any account, that is assumed by the first one. */
  readonly targetRoleARN?: string
  readonly disableSessionTags?: boolean
  /** A session policy, as text: pods may do no more than it says. */
  readonly policy?: string
  readonly tags?: Readonly<Record<string, string>>
}
