import { type Principal, principalContext } from '@rolecall/policy'
import { type User, users } from '../records/user.ts'
import type { Reader } from '../store/store.ts'
import type { Caller } from './caller.ts'
import { identityPolicies } from './identity-policies.ts'

/** A user who signs with an access key of their own. */
export async function userCaller(
  named: { account: string; name: string },
  accessKeyId: string,
  reader: Reader,
): Promise<Caller | undefined> {
  const user = await reader.get(users, [named.account, named.name.toLowerCase()])
  if (!user) return undefined
  const principal = userPrincipal(user)
  return {
    account: user.account,
    accessKeyId,
    principal,
    policies: await identityPolicies(user, reader),
    context: principalContext(principal, Object.entries(user.tags)),
    username: user.name,
  }
}

/** A user as policies see them. */
export function userPrincipal({
  account,
  arn,
  id,
  name,
}: Pick<User, 'account' | 'arn' | 'id' | 'name'>): Principal {
  return { type: 'user', account, arn, id, name }
}
