import type { Principal } from '../principal/principal.ts'

/** How a caller is named to a reader. */
export function describePrincipal(principal: Principal): string {
  switch (principal.type) {
    case 'web-identity':
    case 'saml':
      return `an identity of ${principal.provider}`
    case 'service':
      return principal.name
    case 'anonymous':
      return 'an anonymous caller'
    default:
      return principal.arn
  }
}
