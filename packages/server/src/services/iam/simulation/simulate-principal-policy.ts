import {
  type SimulatePolicyResponse,
  SimulatePrincipalPolicy$,
  type SimulatePrincipalPolicyRequest,
} from '@aws-sdk/client-iam'
import { type Principal, principalContext } from '@rolecall/policy'
import { managedPolicy } from '../../../callers/identity-policies.ts'
import { organizationPlace } from '../../../callers/organization-place.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { findAccount } from '../account/find-account.ts'
import { iamConstraints } from '../constraints.ts'
import { contextEntries } from './context-entries.ts'
import { givenPolicies } from './given-policies.ts'
import { heldPolicies } from './held-policies.ts'
import { inputPolicies } from './input-policy.ts'
import { mergedContext } from './merged-context.ts'
import { type PolicySource, policySource } from './policy-source.ts'
import { simulatedCaller, someUser } from './simulated-caller.ts'
import { simulationAnswer } from './simulation-answer.ts'
import { simulationConstraints } from './simulation-constraints.ts'
import { simulationFaults } from './simulation-faults.ts'

export const simulatePrincipalPolicy = operation<
  Given<SimulatePrincipalPolicyRequest>,
  SimulatePolicyResponse
>(SimulatePrincipalPolicy$, {
  constraints: { PolicySourceArn: iamConstraints.arn, ...simulationConstraints },
  authorize: ({ PolicySourceArn }) => [{ action: 'iam:SimulatePrincipalPolicy', resource: PolicySourceArn }],
  trail: { readOnly: true },
  async handle(input, context) {
    const { transaction } = context
    const source = await policySource(input.PolicySourceArn, context)
    const { kind, identity } = source
    const caller = callerOf(input.CallerArn, source)
    const principal = caller ?? someUser(context)
    const own = await heldPolicies(kind, identity, context)
    const boundary = identity.boundary && (await managedPolicy(identity.boundary, 'boundary', transaction))
    const keys = caller ? principalContext(caller, Object.entries(identity.tags ?? {})) : []
    const simulation = {
      principal,
      owner: givenPolicies.owner(input, principal, context),
      policies: {
        identity: [...own, ...inputPolicies(input.PolicyInputList, 'identity', 'PolicyInputList')],
        boundary: givenPolicies.boundary(input) ?? (boundary || undefined),
        scps: (await organizationPlace(await findAccount(context), transaction))?.scps,
      },
      resourcePolicy: givenPolicies.resource(input),
      knowsRoles: true,
      context: mergedContext(keys, contextEntries(input.ContextEntries)),
    }
    return simulationAnswer(input, simulation, context)
  },
})

/** Who calls: whom the call names, or the user or role itself; a group calls nobody. @throws Fault InvalidInput */
function callerOf(callerArn: string | undefined, { kind, identity }: PolicySource): Principal | undefined {
  if (callerArn === undefined || callerArn === identity.arn) return simulatedCaller(identity.arn, identity)
  const caller = simulatedCaller(callerArn)
  if (!caller || kind.type === 'Role') throw simulationFaults.invalidCaller(callerArn)
  return caller
}
