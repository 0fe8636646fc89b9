import type { ClusterConfig, PodIdentityAssociation } from '../cluster-config/cluster-config.ts'
import { ownership } from './ownership.ts'
import { podIdentityTrust } from './pod-identity-trust.ts'
import type { Present } from './present.ts'
import type { WantedRole } from './wanted-role.ts'

const targetPolicy = (arn: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:TagSession'], Resource: arn }],
})

/** The role of an association; one with a target may assume that, since EKS does so in its name. */
export function wantedPodIdentityRole(
  config: ClusterConfig,
  one: PodIdentityAssociation,
  name: string,
  present: Present,
): WantedRole {
  const cluster = config.metadata.name
  const account = `${one.namespace}/${one.serviceAccountName}`
  return {
    name,
    owner: `ServiceAccount ${account}`,
    trust: podIdentityTrust(cluster, present),
    ...(one.permissionsBoundaryARN ? { boundary: one.permissionsBoundaryARN } : {}),
    tags: {
      ...config.metadata.tags,
      ...one.tags,
      ...ownership.tagsOf(cluster, present),
      [ownership.serviceAccount]: account,
    },
    attached: one.permissionPolicyARNs ?? [],
    inline: {
      ...(one.permissionPolicy ? { 'permission-policy': one.permissionPolicy } : {}),
      ...(one.targetRoleARN ? { 'target-role': targetPolicy(one.targetRoleARN) } : {}),
    },
  }
}
