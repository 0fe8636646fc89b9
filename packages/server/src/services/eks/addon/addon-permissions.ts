import type { AddonPodIdentityAssociations } from '@aws-sdk/client-eks'
import type { Permission } from '../../permission.ts'
import { passRole } from '../pass-role.ts'

interface Asked {
  readonly serviceAccountRoleArn?: string | undefined
  readonly podIdentityAssociations?: readonly AddonPodIdentityAssociations[] | undefined
}

/** The permissions to give the roles that a call names to an add-on. */
export function addonPermissions({
  serviceAccountRoleArn,
  podIdentityAssociations = [],
}: Asked): Permission[] {
  return [
    ...(serviceAccountRoleArn ? [passRole(serviceAccountRoleArn)] : []),
    ...podIdentityAssociations.map(({ roleArn = '' }) => passRole(roleArn, 'pods.eks.amazonaws.com')),
  ]
}
