import {
  CheckAccessNotGranted$,
  type CheckAccessNotGrantedRequest,
  type CheckAccessNotGrantedResponse,
} from '@aws-sdk/client-accessanalyzer'
import { checkAccessNotGranted as check } from '@rolecall/policy'
import type { Given } from '../given.ts'
import { operation } from '../operation.ts'
import { checkedPolicies } from './checked-policies.ts'
import { analyzerConstraints } from './constraints.ts'
import { listedAccess } from './listed-access.ts'
import { reasonsOf } from './reasons.ts'

/** Passes only when it is certain; AWS's own may pass more. */
export const checkAccessNotGranted = operation<
  Given<CheckAccessNotGrantedRequest>,
  CheckAccessNotGrantedResponse
>(CheckAccessNotGranted$, {
  constraints: { access: analyzerConstraints.access, policyType: analyzerConstraints.checkedType },
  authorize: () => [{ action: 'access-analyzer:CheckAccessNotGranted', resource: '*' }],
  trail: { readOnly: true },
  async handle({ policyDocument, access, policyType }) {
    const [policy] = checkedPolicies({ policyDocument }, policyType)
    const listed = listedAccess(access)
    const what = listed.some(({ resources }) => resources) ? 'actions or resources' : 'actions'
    const checked = check(policy!, listed)
    if (checked.passes) {
      const message = `The policy document does not grant access to perform the listed ${what}.`
      return { result: 'PASS', message }
    }
    return {
      result: 'FAIL',
      message: `The policy document grants access to perform one or more of the listed ${what}.`,
      reasons: reasonsOf(checked, `One or more of the listed ${what}`),
    }
  },
})
