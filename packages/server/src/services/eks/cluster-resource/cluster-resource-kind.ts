import type { Constraint } from '@rolecall/aws-protocol'
import type { Fault } from '@rolecall/core'
import type { ClusterResource, ClusterResourceType } from '../../../records/cluster-resource.ts'
import type { ServiceContext } from '../../service-context.ts'

/** How a call names something below a cluster: each type by a member of its own. */
export interface ClusterResourceInput {
  readonly clusterName: string
  readonly addonName?: string
  readonly fargateProfileName?: string
  readonly nodegroupName?: string
  readonly identityProviderConfig?: { readonly type: string | undefined; readonly name: string | undefined }
}

/** What tells the types apart: all that the operations that they have alike need to know. */
export interface ClusterResourceKind<Detail, Output extends object> {
  readonly type: ClusterResourceType
  /** As in the names of operations, such as `DescribeAddon`. */
  readonly noun: string
  /** The member of answers that holds one, and the one that lists names. */
  readonly member: string
  readonly listMember: string
  readonly constraints: Readonly<Record<string, Constraint>>
  named(input: ClusterResourceInput): string
  /** What of an ARN stands between the cluster's name and the last part. */
  arnName(name: string): string
  output(resource: ClusterResource<Detail>, context: ServiceContext): Output | Promise<Output>
  /** As lists tell of one. */
  listed(name: string): unknown
  missing(name: string, clusterName: string): Fault
  exists(name: string, clusterName: string): Fault
  /** Takes away what belongs to it. */
  release?(resource: ClusterResource<Detail>, context: ServiceContext): Promise<void>
}
