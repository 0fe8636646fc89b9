import type { Fault } from '@rolecall/core'
import { type ContextValue, decide, principalContext, requestContext } from '@rolecall/policy'
import type { GatewayCaller, GatewayTools } from '../gateway-tools.ts'
import { denial } from './denial.ts'
import type { GuardedService, Permission } from './guarded-call.ts'

/** The first permission that is missing. */
export interface Missing {
  readonly permission: Permission
  readonly fault: Fault
}

const nobody = { type: 'anonymous' } as const
const noPolicies = { identity: [] }
const anonymousKeys = principalContext(nobody)

/**
 * Holds permissions against the caller's policies; all of them must be allowed. Resources belong to the
 * account of the gateway whatever the caller's is, so that a foreign caller needs more than policies of their own.
 */
export function judge(
  service: GuardedService,
  caller: GatewayCaller | undefined,
  permissions: readonly Permission[],
  callKeys: readonly (readonly [string, ContextValue])[],
  tools: Pick<GatewayTools, 'account'>,
): Missing | undefined {
  for (const permission of permissions) {
    const { action, resource } = permission
    const decision = decide(
      {
        principal: caller?.principal ?? nobody,
        action,
        resource: { arn: resource, account: tools.account },
        context: requestContext([
          ...callKeys,
          ...(caller?.context ?? anonymousKeys),
          ...(permission.context ?? []),
        ]),
      },
      caller?.policies ?? noPolicies,
    )
    if (!decision.allowed) return { permission, fault: denial(service, caller, permission, decision) }
  }
  return undefined
}
