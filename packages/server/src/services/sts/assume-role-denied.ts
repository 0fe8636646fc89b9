import type { Fault } from '@rolecall/core'
import { decide, describeDecision, requestContext } from '@rolecall/policy'
import { type Denial, DenialFault } from '../../callers/denial-fault.ts'
import type { Role } from '../../records/role.ts'
import { stsFaults } from './faults.ts'

const accessDenied = { code: 'AccessDenied', status: 403, blame: 'client' } as const

/**
 * The refusal to assume a role: one text for every reason, and for a role that is not there, so that nobody learns
 * which. The explanation that goes with it is for the account of the caller, and says nothing of other accounts.
 */
export function assumeRoleDenied(denial: Denial, role: Role | undefined): Fault {
  const { principal, account } = denial.caller
  if (principal.type === 'root') return stsFaults.accessDenied('Roles may not be assumed by root accounts.')
  const { action, resource } = denial.request
  const who = 'arn' in principal ? principal.arn : principal.type
  const text = `User: ${who} is not authorized to perform: ${action} on resource: ${resource.arn}`
  return new DenialFault(accessDenied, text, role?.account === account ? denial : ofCallerAlone(denial))
}

/** The same denial as the caller's own policies see it. What is known of the role is left out. */
function ofCallerAlone({ caller, request }: Denial): Denial {
  const { arn } = request.resource
  const keys = [...request.context].filter(([key]) => !/^(aws|iam):Resource(Tag\/|Account$|Org)/i.test(key))
  const own = {
    ...request,
    resource: { arn, account: caller.account },
    context: requestContext(keys),
  }
  const decision = decide(own, caller.policies)
  const instead =
    decision.outcome === 'explicit-deny'
      ? describeDecision(decision)
      : `account ${caller.account} has no role ${arn}; a role of another account must be there, trust the caller, and be allowed by the caller's own policies`
  return { caller, request: own, policies: caller.policies, decision, instead }
}
