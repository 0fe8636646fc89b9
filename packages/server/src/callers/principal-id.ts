import type { Principal } from '@rolecall/policy'

/** The unique id of who signs: of a role for its sessions, of a user, or the account of its root user. */
export function principalId(principal: Principal): string {
  switch (principal.type) {
    case 'role-session':
      return principal.roleId
    case 'user':
    case 'federated-user':
      return principal.id
    case 'root':
      return principal.account
    default:
      throw new TypeError(`a ${principal.type} principal has no unique id`)
  }
}
