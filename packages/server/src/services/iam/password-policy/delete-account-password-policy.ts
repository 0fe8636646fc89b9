import { DeleteAccountPasswordPolicy$ } from '@aws-sdk/client-iam'
import { passwordPolicies } from '../../../records/password-policy.ts'
import { operation } from '../../operation.ts'
import { findPasswordPolicy } from './find-password-policy.ts'

export const deleteAccountPasswordPolicy = operation<object, void>(DeleteAccountPasswordPolicy$, {
  authorize: () => [{ action: 'iam:DeleteAccountPasswordPolicy', resource: '*' }],
  trail: { readOnly: false },
  async handle(_input, context) {
    await findPasswordPolicy(context)
    await context.transaction.delete(passwordPolicies, [context.account])
  },
})
