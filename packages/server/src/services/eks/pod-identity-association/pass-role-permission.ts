import type { Permission } from '../../permission.ts'

/**
 * The permission to give pods a role. Of a target role none is asked: it is assumed by the role and not passed, and
 * its own trust policy decides. Source: "Access AWS Resources using EKS Pod Identity Target IAM Roles".
 */
export function passRolePermission(roleArn: string): Permission {
  return {
    action: 'iam:PassRole',
    resource: roleArn,
    context: [['iam:PassedToService', 'pods.eks.amazonaws.com']],
  }
}
