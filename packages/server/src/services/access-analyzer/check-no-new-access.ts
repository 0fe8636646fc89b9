import {
  CheckNoNewAccess$,
  type CheckNoNewAccessRequest,
  type CheckNoNewAccessResponse,
} from '@aws-sdk/client-accessanalyzer'
import { checkNoNewAccess as compare } from '@rolecall/policy'
import type { Given } from '../given.ts'
import { operation } from '../operation.ts'
import { checkedPolicies } from './checked-policies.ts'
import { analyzerConstraints } from './constraints.ts'
import { reasonsOf } from './reasons.ts'

/** Passes only when it is certain; AWS's own may pass more. */
export const checkNoNewAccess = operation<Given<CheckNoNewAccessRequest>, CheckNoNewAccessResponse>(
  CheckNoNewAccess$,
  {
    constraints: { policyType: analyzerConstraints.checkedType },
    authorize: () => [{ action: 'access-analyzer:CheckNoNewAccess', resource: '*' }],
    trail: { readOnly: true },
    async handle({ newPolicyDocument, existingPolicyDocument, policyType }) {
      const [newer, existing] = checkedPolicies({ newPolicyDocument, existingPolicyDocument }, policyType)
      const check = compare(newer!, existing!)
      if (check.passes) {
        const message = 'The modified permissions do not grant new access compared to your existing policy.'
        return { result: 'PASS', message }
      }
      return {
        result: 'FAIL',
        message: 'The modified permissions grant new access compared to your existing policy.',
        reasons: reasonsOf(check, 'New access'),
      }
    },
  },
)
