import type { ServiceContext } from '../../service-context.ts'
import { userFaults } from './user-faults.ts'

/**
 * The name of the user that a call is about: whom it names, and otherwise who calls.
 *
 * @throws Fault ValidationError when it names nobody and the caller is no user.
 */
export function userNamed(
  { UserName }: { UserName?: string | undefined },
  { caller }: Pick<ServiceContext, 'caller'>,
): string {
  if (UserName !== undefined) return UserName
  if (caller.principal.type !== 'user') throw userFaults.notUser()
  return caller.principal.name
}
