import type { LoginProfile as LoginProfileOutput } from '@aws-sdk/client-iam'
import type { LoginProfile } from '../../../records/login-profile.ts'
import type { User } from '../../../records/user.ts'
import { iamDate } from '../iam-date.ts'

/** A login profile as the operations tell it. */
export function loginProfileOutput(
  { createdAt, passwordResetRequired }: LoginProfile,
  { name }: User,
): LoginProfileOutput {
  return { UserName: name, CreateDate: iamDate(createdAt), PasswordResetRequired: passwordResetRequired }
}
