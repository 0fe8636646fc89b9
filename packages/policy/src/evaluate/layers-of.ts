import type { Principal } from '../principal/principal.ts'

/** Which layers can speak about a request at all; the policy of the resource always can. */
export interface Layers {
  /** Identity policies, boundary and session policies. */
  readonly own: boolean
  readonly scp: boolean
  readonly rcp: boolean
}

interface Caller {
  readonly principal: { readonly type: Principal['type'] }
  readonly serviceLinked: boolean
}

const layers = (own: boolean, scp: boolean, rcp: boolean): Layers => ({ own, scp, rcp })
const member = layers(true, true, true)
const serviceLinkedRole = layers(true, false, false)
const rootUser = layers(false, true, true)
const outsider = layers(false, false, true)

const layersByType: Readonly<Record<Principal['type'], Layers>> = {
  root: rootUser,
  user: member,
  'role-session': member,
  'federated-user': member,
  'web-identity': outsider,
  saml: outsider,
  service: outsider,
  anonymous: outsider,
}

/**
 * Own policies: those of users, role sessions and federated users. SCPs: of every principal of an account,
 * its root user included. RCPs: of everyone. Neither of the last two reaches service-linked roles.
 *
 * RCPs cover a list of services that grows; the caller passes them for resources they cover and leaves them
 * out for others, because a list kept here would one day be too short and let something through.
 */
export function layersOf({ principal, serviceLinked }: Caller): Layers {
  return serviceLinked ? serviceLinkedRole : layersByType[principal.type]
}
