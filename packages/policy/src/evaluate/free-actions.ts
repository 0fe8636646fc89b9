import type { Principal } from '../principal/principal.ts'

/** By action in lower case: which principals may always perform it, whatever any policy says. */
export const freeActions: ReadonlyMap<string, ReadonlySet<Principal['type']>> = new Map([
  ['sts:getcalleridentity', new Set<Principal['type']>(['root', 'user', 'role-session', 'federated-user'])],
  ['sts:getsessiontoken', new Set<Principal['type']>(['root', 'user'])],
])
