import { GetRoleCommand } from '@aws-sdk/client-iam'
import type { AwsAccess } from '../../aws/aws-access.ts'
import { ownership } from '../../plan/ownership.ts'
import { podIdentityRoleName } from '../../plan/pod-identity-role-name.ts'
import type { DissociateOptions } from '../dissociate-options.ts'
import type { Dissociation } from '../read-dissociation.ts'

/**
 * The ARN of the role that `associate` makes for a ServiceAccount when it is given no name, where there is one and its
 * tags say so. A hint only: that it cannot be read is no failure.
 */
export async function usualRole(
  aws: AwsAccess,
  found: Dissociation,
  { cluster, namespace, serviceAccount }: DissociateOptions,
): Promise<string | undefined> {
  const RoleName = podIdentityRoleName(cluster, { namespace, serviceAccountName: serviceAccount })
  if (RoleName === undefined) return undefined
  try {
    const { Role } = await (await aws.iam()).send(new GetRoleCommand({ RoleName }))
    const tags = new Map(Role?.Tags?.map(({ Key, Value }) => [Key, Value]))
    const isOwn =
      tags.get(ownership.managed) === 'true' &&
      tags.get(ownership.clusterArn) === found.clusterArn &&
      tags.get(ownership.serviceAccount) === `${namespace}/${serviceAccount}`
    return isOwn ? Role?.Arn : undefined
  } catch {
    return undefined
  }
}
