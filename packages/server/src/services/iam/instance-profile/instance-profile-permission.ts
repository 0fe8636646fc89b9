import { instanceProfiles } from '../../../records/instance-profile.ts'
import type { Permission } from '../../permission.ts'
import type { ServiceContext } from '../../service-context.ts'
import type { ContextKeys } from '../context-keys.ts'
import { resourceTagKeys } from '../tag/resource-tag-keys.ts'
import { instanceProfileArn } from './instance-profile-arn.ts'

/** The permission to act on the instance profile that a call names; one that is not there has no path. */
export function instanceProfilePermission(action: string, keys: ContextKeys = []) {
  return async (
    { InstanceProfileName: name }: { InstanceProfileName: string },
    context: ServiceContext,
  ): Promise<Permission[]> => {
    const { transaction, account } = context
    const profile = await transaction.get(instanceProfiles, [account, name.toLowerCase()])
    return [
      {
        action: `iam:${action}`,
        resource: profile?.arn ?? instanceProfileArn({ InstanceProfileName: name }, context),
        shownAs: `instance profile ${name}`,
        context: [...resourceTagKeys(profile?.tags), ...keys],
      },
    ]
  }
}
