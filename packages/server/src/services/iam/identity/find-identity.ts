import type { ServiceContext } from '../../service-context.ts'
import type { Identity } from './identity.ts'
import type { IdentityKind } from './identity-kind.ts'

/** The role, user or group of the caller's account with this name. @throws Fault NoSuchEntity */
export async function findIdentity<Kept extends Identity>(
  kind: IdentityKind<Kept>,
  name: string,
  context: ServiceContext,
): Promise<Kept> {
  const identity = await kind.read(name, context)
  if (!identity) throw kind.faults.noSuchIdentity(name)
  return identity
}
