import type { Permission } from '../permission.ts'

/** The permission to hand EKS a role. */
export function passRole(roleArn: string): Permission {
  return {
    action: 'iam:PassRole',
    resource: roleArn,
    context: [['iam:PassedToService', 'eks.amazonaws.com']],
  }
}
