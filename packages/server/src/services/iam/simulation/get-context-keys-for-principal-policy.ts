import {
  type GetContextKeysForPolicyResponse,
  GetContextKeysForPrincipalPolicy$,
  type GetContextKeysForPrincipalPolicyRequest,
} from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { contextKeysOf } from './condition-keys.ts'
import { heldPolicies } from './held-policies.ts'
import { inputPolicies } from './input-policy.ts'
import { policySource } from './policy-source.ts'
import { simulationConstraints } from './simulation-constraints.ts'

export const getContextKeysForPrincipalPolicy = operation<
  Given<GetContextKeysForPrincipalPolicyRequest>,
  GetContextKeysForPolicyResponse
>(GetContextKeysForPrincipalPolicy$, {
  constraints: {
    PolicyInputList: simulationConstraints.PolicyInputList,
    PolicySourceArn: iamConstraints.arn,
  },
  authorize: ({ PolicySourceArn }) => [
    { action: 'iam:GetContextKeysForPrincipalPolicy', resource: PolicySourceArn },
  ],
  trail: { readOnly: true },
  async handle(input, context) {
    const { kind, identity } = await policySource(input.PolicySourceArn, context)
    const own = await heldPolicies(kind, identity, context)
    const given = inputPolicies(input.PolicyInputList, 'identity', 'PolicyInputList')
    return { ContextKeyNames: contextKeysOf([...own, ...given]) }
  },
})
