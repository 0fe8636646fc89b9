import type { ContextValue, Policies } from '@rolecall/policy'
import { organizationKeys } from './organization-keys.ts'
import type { OrganizationPlace } from './organization-place.ts'
import { rcpServices } from './rcp-services.data.ts'

/** What the account that owns a resource brings to a decision. */
export interface ResourceSide {
  readonly rcps: Policies['rcps']
  readonly keys: readonly (readonly [key: string, value: ContextValue])[]
}

/**
 * The owner's side of a decision: RCPs where they reach the service of the action, and the keys that tell whose
 * the resource is. An action without resources has no owner to tell.
 */
export function resourceSide(
  { action, resource }: { readonly action: string; readonly resource: string },
  account: string,
  place: OrganizationPlace | undefined,
): ResourceSide {
  const service = action.slice(0, action.indexOf(':'))
  const keys: ResourceSide['keys'] =
    resource === '*' ? [] : [['aws:ResourceAccount', account], ...organizationKeys('Resource', place)]
  return { rcps: rcpServices.has(service) ? place?.rcps : undefined, keys }
}
