import { PasswordPolicyViolationException$ } from '@aws-sdk/client-iam'
import { faultOf } from '@rolecall/aws-protocol'
import { iamFaults } from '../faults.ts'

/** Refusals about passwords and what an account asks of them, in AWS's words. */
export const passwordPolicyFaults = {
  noSuchPolicy: (account: string) =>
    iamFaults.noSuchEntity(`The Password Policy with domain name ${account} cannot be found.`),
  reused: () =>
    passwordPolicyFaults.violation(
      'Policy constraint violation with password reuse prevention during password change.',
    ),
  violation: (text: string) => faultOf(PasswordPolicyViolationException$, text),
}
