/** Where a policy is attached, which decides what it may say and what it can do. */
export type PolicyKind = 'identity' | 'resource' | 'trust' | 'boundary' | 'session' | 'scp' | 'rcp'
type Presence = 'required' | 'optional' | 'forbidden'

export interface KindRules {
  readonly principal: Presence
  readonly notPrincipal: Presence
  readonly resource: Presence
  readonly notAction: Presence
  readonly notResource: Presence
  readonly id: Presence
}

const attachedToPrincipal: KindRules = {
  principal: 'forbidden',
  notPrincipal: 'forbidden',
  resource: 'required',
  notAction: 'optional',
  notResource: 'optional',
  id: 'optional',
}

/**
 * Which elements a kind of policy may, must or must not have.
 *
 * A resource policy may leave Resource out, as repository policies of ECR do: it is attached to its
 * resource and then means that one. SCPs have taken the full language since September 2025.
 */
export const policyKinds: Readonly<Record<PolicyKind, KindRules>> = {
  identity: attachedToPrincipal,
  boundary: attachedToPrincipal,
  session: attachedToPrincipal,
  scp: attachedToPrincipal,
  resource: {
    principal: 'required',
    notPrincipal: 'optional',
    resource: 'optional',
    notAction: 'optional',
    notResource: 'optional',
    id: 'optional',
  },
  trust: {
    principal: 'required',
    notPrincipal: 'forbidden',
    resource: 'forbidden',
    notAction: 'optional',
    notResource: 'forbidden',
    id: 'optional',
  },
  rcp: {
    principal: 'required',
    notPrincipal: 'forbidden',
    resource: 'required',
    notAction: 'optional',
    notResource: 'optional',
    id: 'optional',
  },
}
