import type { ServiceContext } from '../../service-context.ts'
import { findIdentity } from './find-identity.ts'
import type { Identity } from './identity.ts'
import type { IdentityKind } from './identity-kind.ts'

/**
 * The role, user or group with this name, for an operation that changes it or deletes it.
 *
 * @throws Fault NoSuchEntity, UnmodifiableEntity for one that is not the caller's to change.
 */
export async function findIdentityToChange<Kept extends Identity>(
  kind: IdentityKind<Kept>,
  name: string,
  context: ServiceContext,
): Promise<Kept> {
  const identity = await findIdentity(kind, name, context)
  kind.refuseChange?.(identity)
  return identity
}
