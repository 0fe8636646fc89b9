import type { ContextValue } from '@rolecall/policy'
import type { OrganizationPlace } from './organization-place.ts'

/**
 * The condition keys that tell an organization: of who calls, or of who owns what is called for.
 * Source: "AWS global condition context keys", IAM User Guide.
 */
export function organizationKeys(
  side: 'Principal' | 'Resource',
  place: OrganizationPlace | undefined,
): [key: string, value: ContextValue][] {
  if (!place) return []
  return [
    [`aws:${side}OrgID`, place.organizationId],
    [`aws:${side}OrgPaths`, [place.path]],
  ]
}
