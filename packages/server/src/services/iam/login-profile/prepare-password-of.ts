import { loginProfiles } from '../../../records/login-profile.ts'
import { users } from '../../../records/user.ts'
import type { SignedContext } from '../../service-context.ts'
import { userNamed } from '../user/user-named.ts'
import { fewAtOnce } from './few-at-once.ts'
import { type PreparedPassword, preparePassword } from './prepare-password.ts'

interface Given {
  readonly UserName?: string | undefined
  readonly Password?: string | undefined
}

/** Hashes the password that a call gives to a user; `undefined` when it gives none, or there is no such user. */
export async function preparePasswordOf(
  input: Given,
  context: SignedContext,
): Promise<PreparedPassword | undefined> {
  const { Password: password } = input
  if (password === undefined) return undefined
  const name = userNamed(input, context)
  const user = await context.reader.get(users, [context.account, name.toLowerCase()])
  if (!user) return undefined
  const profile = await context.reader.get(loginProfiles, [user.account, user.id])
  return fewAtOnce(user, () => preparePassword(password, profile, context))
}
