import type { User as UserOutput } from '@aws-sdk/client-iam'
import type { User } from '../../../records/user.ts'
import { iamDate } from '../iam-date.ts'
import { boundaryOutput } from '../identity/boundary-output.ts'
import { tagsOutput } from '../tag/tags-output.ts'

/** What the operations say of a user; each leaves out what AWS leaves out. */
export const userOutput = {
  listed: (user: User): UserOutput => ({
    Path: user.path,
    UserName: user.name,
    UserId: user.id,
    Arn: user.arn,
    CreateDate: iamDate(user.createdAt),
  }),
  whole: (user: User): UserOutput => ({
    ...userOutput.listed(user),
    ...boundaryOutput(user),
    ...tagsOutput(user),
  }),
}
