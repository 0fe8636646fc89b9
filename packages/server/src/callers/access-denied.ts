import { Fault } from '@rolecall/core'
import type { Decision, Layer } from '@rolecall/policy'
import type { Caller } from './caller.ts'

/** How AWS names the kind of policy that decided. Source: "Troubleshoot access denied error messages", IAM User Guide. */
const explicit: Readonly<Record<Layer, string>> = {
  identity: 'an identity-based policy',
  boundary: 'a permissions boundary',
  session: 'a session policy',
  resource: 'a resource-based policy',
  scp: 'a service control policy',
  rcp: 'a resource control policy',
}

const implicit: Readonly<Record<Layer, string>> = {
  identity: 'no identity-based policy allows',
  boundary: 'no permissions boundary allows',
  session: 'no session policy allows',
  resource: 'no resource-based policy allows',
  scp: 'no service control policy allows',
  rcp: 'no resource control policy allows',
}

/**
 * The refusal of a caller who was identified, in AWS's words. It names the kind of policy and not the policy:
 * more is for `why`.
 *
 * @param code `AccessDenied` for the Query services, `AccessDeniedException` for the others.
 */
export function accessDenied(
  caller: Caller,
  { action, resource, shownAs = resource }: { action: string; resource: string; shownAs?: string },
  decision: Decision,
  code: 'AccessDenied' | 'AccessDeniedException' = 'AccessDenied',
): Fault {
  const who = 'arn' in caller.principal ? caller.principal.arn : caller.principal.type
  const reason =
    decision.outcome === 'explicit-deny'
      ? `with an explicit deny in ${explicit[decision.layer]}`
      : `because ${implicit[decision.layer]} the ${action} action`
  const where = shownAs === '' ? '' : ` on resource: ${shownAs}`
  const text = `User: ${who} is not authorized to perform: ${action}${where} ${reason}`
  return new Fault({ code, status: 403, blame: 'client' }, text)
}
