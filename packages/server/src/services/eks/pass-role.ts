import type { Permission } from '../permission.ts'

/**
 * The permission to hand a role to a service: to EKS itself, or to EKS Pod Identity. Of a target role none is asked: it
 * is assumed by the role and not passed, and its own trust policy decides. Source: "Access AWS Resources using EKS Pod
 * Identity Target IAM Roles".
 */
export function passRole(
  roleArn: string,
  service: 'eks.amazonaws.com' | 'pods.eks.amazonaws.com' = 'eks.amazonaws.com',
): Permission {
  return { action: 'iam:PassRole', resource: roleArn, context: [['iam:PassedToService', service]] }
}
