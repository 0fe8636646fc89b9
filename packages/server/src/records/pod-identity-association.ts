import { collection } from '../store/collection.ts'
import type { RequestMark } from './request-mark.ts'
import type { Tags } from './tags.ts'

/** Which role the pods of a ServiceAccount are. */
export interface PodIdentityAssociation {
  readonly account: string
  readonly region: string
  readonly clusterName: string
  readonly clusterId: string
  /** `a-` and seventeen characters. */
  readonly id: string
  readonly arn: string
  /** With `*` in it or in the ServiceAccount: a pattern, and counted only where the server was told to. */
  readonly namespace: string
  readonly serviceAccount: string
  readonly roleArn: string
  /** Assumed from the role, and what the pods are in the end. */
  readonly targetRoleArn?: string | undefined
  readonly disableSessionTags: boolean
  /** Session policy of what the pods get. */
  readonly policy?: string | undefined
  /** ARN of the add-on that made it. */
  readonly ownerArn?: string | undefined
  readonly createdAt: number
  readonly modifiedAt: number
  readonly tags: Tags
  /** Of the calls that made it and changed it last. */
  readonly created?: RequestMark | undefined
  readonly updated?: RequestMark | undefined
}

export const podIdentityAssociations = collection<
  PodIdentityAssociation,
  [clusterId: string, associationId: string]
>('eks.pod-identity-association')

/** Finds the association of a ServiceAccount. Written whenever that changes, so it also tells of changes. */
export const associatedServiceAccounts = collection<
  { readonly associationId: string },
  [clusterId: string, kind: 'exact' | 'pattern', namespace: string, serviceAccount: string]
>('eks.pod-identity-service-account')

/** Finds the ServiceAccounts that are a role, or get to it as their target: roles of the cluster's account alone. */
export const associatedRoles = collection<
  { readonly clusterId: string; readonly namespace: string; readonly serviceAccount: string },
  [account: string, lowerCaseRoleName: string, clusterId: string, associationId: string]
>('eks.pod-identity-role')

/** Finds what a client token made. */
export const associationTokens = collection<
  { readonly associationId: string },
  [clusterId: string, token: string]
>('eks.pod-identity-token')
