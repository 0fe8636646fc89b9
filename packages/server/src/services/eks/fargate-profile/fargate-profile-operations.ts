import { DeleteFargateProfile$, DescribeFargateProfile$, ListFargateProfiles$ } from '@aws-sdk/client-eks'
import { deleteClusterResource } from '../cluster-resource/delete-cluster-resource.ts'
import { describeClusterResource } from '../cluster-resource/describe-cluster-resource.ts'
import { listClusterResources } from '../cluster-resource/list-cluster-resources.ts'
import { createFargateProfile } from './create-fargate-profile.ts'
import { fargateProfileKind } from './fargate-profile-kind.ts'

/** Operations on Fargate profiles. */
export const fargateProfileOperations = [
  createFargateProfile,
  deleteClusterResource(fargateProfileKind, DeleteFargateProfile$),
  describeClusterResource(fargateProfileKind, DescribeFargateProfile$),
  listClusterResources(fargateProfileKind, ListFargateProfiles$),
]
