import type { Json } from '../json/json.ts'

const providerArn = /^arn:[^:]*:iam::[^:]*:oidc-provider\//

/** The ARNs of OIDC providers that a trust policy names, wherever they stand in it. */
export function trustedProviders(trust: Json): string[] {
  if (typeof trust === 'string') return providerArn.test(trust) ? [trust] : []
  return typeof trust === 'object' && trust !== null ? Object.values(trust).flatMap(trustedProviders) : []
}
