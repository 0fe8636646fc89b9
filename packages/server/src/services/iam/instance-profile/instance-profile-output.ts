import type { InstanceProfile as InstanceProfileOutput } from '@aws-sdk/client-iam'
import type { InstanceProfile } from '../../../records/instance-profile.ts'
import { roles } from '../../../records/role.ts'
import type { ServiceContext } from '../../service-context.ts'
import { iamDate } from '../iam-date.ts'
import { roleOutput } from '../role/role-output.ts'
import { shownTrust } from '../role/shown-trust.ts'
import { tagsOutput } from '../tag/tags-output.ts'

/** What the operations say of an instance profile; lists leave its tags out. */
export const instanceProfileOutput = {
  async listed(profile: InstanceProfile, context: ServiceContext): Promise<InstanceProfileOutput> {
    return {
      Path: profile.path,
      InstanceProfileName: profile.name,
      InstanceProfileId: profile.id,
      Arn: profile.arn,
      CreateDate: iamDate(profile.createdAt),
      Roles: await heldRoles(profile, context),
    }
  },
  whole: async (profile: InstanceProfile, context: ServiceContext): Promise<InstanceProfileOutput> => ({
    ...(await instanceProfileOutput.listed(profile, context)),
    ...tagsOutput(profile),
  }),
}

async function heldRoles({ account, arn, role: name }: InstanceProfile, context: ServiceContext) {
  if (name === undefined) return []
  const role = await context.transaction.get(roles, [account, name])
  if (!role) throw new Error(`${arn} holds role ${name}, which does not exist`)
  return [roleOutput.held(await shownTrust(role, context))]
}
