import type { Fault } from '@rolecall/core'
import type { Decision, Layer } from '@rolecall/policy'
import type { GatewayCaller } from '../gateway-tools.ts'
import { gatewayFault } from './gateway-fault.ts'
import type { GuardedService, Permission } from './guarded-call.ts'

/** How AWS names the kind of policy. Source: "Troubleshoot access denied error messages", IAM User Guide. */
const kinds: Readonly<Record<Layer, readonly [article: string, kind: string]>> = {
  identity: ['an', 'identity-based policy'],
  boundary: ['a', 'permissions boundary'],
  session: ['a', 'session policy'],
  resource: ['a', 'resource-based policy'],
  scp: ['a', 'service control policy'],
  rcp: ['a', 'resource control policy'],
}

/** The refusal of a call in AWS's words. Somebody unsigned is told no more than that. */
export function denial(
  service: GuardedService,
  caller: GatewayCaller | undefined,
  { action, resource }: Permission,
  decision: Decision,
): Fault {
  if (!caller) return gatewayFault(service, 'denied')
  const who = 'arn' in caller.principal ? caller.principal.arn : caller.principal.type
  const [article, kind] = kinds[decision.layer]
  const reason =
    decision.outcome === 'explicit-deny'
      ? `with an explicit deny in ${article} ${kind}`
      : `because no ${kind} allows the ${action} action`
  const { quote } = service
  return gatewayFault(
    service,
    'denied',
    `User: ${who} is not authorized to perform: ${action} on resource: ${quote}${resource}${quote} ${reason}`,
  )
}
