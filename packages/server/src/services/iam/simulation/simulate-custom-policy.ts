import {
  SimulateCustomPolicy$,
  type SimulateCustomPolicyRequest,
  type SimulatePolicyResponse,
} from '@aws-sdk/client-iam'
import { principalContext } from '@rolecall/policy'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { contextEntries } from './context-entries.ts'
import { givenPolicies } from './given-policies.ts'
import { inputPolicies } from './input-policy.ts'
import { mergedContext } from './merged-context.ts'
import { simulatedCaller, someUser } from './simulated-caller.ts'
import { simulationAnswer } from './simulation-answer.ts'
import { simulationConstraints } from './simulation-constraints.ts'
import { simulationFaults } from './simulation-faults.ts'

const { PolicyInputList, ...rest } = simulationConstraints

export const simulateCustomPolicy = operation<Given<SimulateCustomPolicyRequest>, SimulatePolicyResponse>(
  SimulateCustomPolicy$,
  {
    constraints: { PolicyInputList, ...rest },
    authorize: () => [{ action: 'iam:SimulateCustomPolicy', resource: '*' }],
    trail: { readOnly: true },
    async handle(input, context) {
      const { CallerArn } = input
      if (input.ResourcePolicy !== undefined && CallerArn === undefined) throw simulationFaults.callerNeeded()
      const caller = CallerArn === undefined ? undefined : simulatedCaller(CallerArn)
      if (CallerArn !== undefined && !caller) throw simulationFaults.invalidCaller(CallerArn)
      const principal = caller ?? someUser(context)
      const scps = input.OrderedOrganizationPolicyInputList?.map(({ ServiceControlPolicyInputList }, level) =>
        inputPolicies(
          ServiceControlPolicyInputList,
          'scp',
          `OrderedOrganizationPolicyInputList.${level + 1}.ServiceControlPolicyInputList`,
        ),
      )
      const simulation = {
        principal,
        owner: givenPolicies.owner(input, principal, context),
        policies: {
          identity: inputPolicies(input.PolicyInputList, 'identity', 'PolicyInputList'),
          boundary: givenPolicies.boundary(input),
          scps,
        },
        resourcePolicy: givenPolicies.resource(input),
        knowsRoles: false,
        // What is given comes last: it stands in place of what follows from the caller.
        context: mergedContext(caller ? principalContext(caller) : [], contextEntries(input.ContextEntries)),
      }
      return simulationAnswer(input, simulation, context)
    },
  },
)
