import type { Layer } from '@rolecall/policy'
import { type Denial, DenialFault } from './denial-fault.ts'

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
 * more is for `why`, and for who may decode the message that goes with it.
 *
 * @param shownAs how the text names the resource; empty when it names none.
 * @param code `AccessDenied` for the Query services, `AccessDeniedException` for the others.
 * @param status 403, but for a service whose model says otherwise.
 */
export function accessDenied(
  denial: Denial,
  shownAs = denial.request.resource.arn,
  code: 'AccessDenied' | 'AccessDeniedException' = 'AccessDenied',
  status = 403,
): DenialFault {
  const { caller, decision } = denial
  const { action } = denial.request
  const who = 'arn' in caller.principal ? caller.principal.arn : caller.principal.type
  const reason =
    decision.outcome === 'explicit-deny'
      ? `with an explicit deny in ${explicit[decision.layer]}`
      : `because ${implicit[decision.layer]} the ${action} action`
  const where = shownAs === '' ? '' : ` on resource: ${shownAs}`
  const text = `User: ${who} is not authorized to perform: ${action}${where} ${reason}`
  return new DenialFault({ code, status, blame: 'client' }, text, denial)
}
