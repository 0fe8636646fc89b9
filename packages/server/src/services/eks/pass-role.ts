import type { Permission } from '../permission.ts'

/** The permission to hand EKS, or the pods of a cluster, a role. */
export function passRole(
  roleArn: string,
  service: 'eks.amazonaws.com' | 'pods.eks.amazonaws.com' = 'eks.amazonaws.com',
): Permission {
  return { action: 'iam:PassRole', resource: roleArn, context: [['iam:PassedToService', service]] }
}
