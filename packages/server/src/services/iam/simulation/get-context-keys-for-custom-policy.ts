import {
  GetContextKeysForCustomPolicy$,
  type GetContextKeysForCustomPolicyRequest,
  type GetContextKeysForPolicyResponse,
} from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { contextKeysOf } from './condition-keys.ts'
import { inputPolicies } from './input-policy.ts'
import { simulationConstraints } from './simulation-constraints.ts'

export const getContextKeysForCustomPolicy = operation<
  Given<GetContextKeysForCustomPolicyRequest>,
  GetContextKeysForPolicyResponse
>(GetContextKeysForCustomPolicy$, {
  constraints: { PolicyInputList: simulationConstraints.PolicyInputList },
  authorize: () => [{ action: 'iam:GetContextKeysForCustomPolicy', resource: '*' }],
  trail: { readOnly: true },
  async handle({ PolicyInputList }) {
    const policies = inputPolicies(PolicyInputList, 'identity', 'PolicyInputList')
    return { ContextKeyNames: contextKeysOf(policies) }
  },
})
