import type { Principal } from '../principal/principal.ts'

/** How a Principal element names a caller: a session by its role, which outlives it. */
export function principalElement(principal: Principal): '*' | Readonly<Record<string, string>> {
  switch (principal.type) {
    case 'role-session':
      return { AWS: principal.roleArn }
    case 'web-identity':
    case 'saml':
      return { Federated: principal.provider }
    case 'service':
      return { Service: principal.name }
    case 'anonymous':
      return '*'
    default:
      return { AWS: principal.arn }
  }
}
