import { UpdateAccountPasswordPolicy$, type UpdateAccountPasswordPolicyRequest } from '@aws-sdk/client-iam'
import { passwordPolicies } from '../../../records/password-policy.ts'
import { operation } from '../../operation.ts'
import { passwordPolicyConstraints } from './password-policy-constraints.ts'

const usualMinimumLength = 6

/** Nothing remains of the policy before: what is left out is as if it had never been set. Source: API Reference. */
export const updateAccountPasswordPolicy = operation<UpdateAccountPasswordPolicyRequest, void>(
  UpdateAccountPasswordPolicy$,
  {
    constraints: {
      MaxPasswordAge: passwordPolicyConstraints.maxAge,
      MinimumPasswordLength: passwordPolicyConstraints.minimumLength,
      PasswordReusePrevention: passwordPolicyConstraints.reusePrevention,
    },
    authorize: () => [{ action: 'iam:UpdateAccountPasswordPolicy', resource: '*' }],
    trail: { readOnly: false },
    async handle(input, { account, transaction }) {
      await transaction.put(passwordPolicies, [account], {
        minimumLength: input.MinimumPasswordLength ?? usualMinimumLength,
        requireSymbols: input.RequireSymbols ?? false,
        requireNumbers: input.RequireNumbers ?? false,
        requireUppercase: input.RequireUppercaseCharacters ?? false,
        requireLowercase: input.RequireLowercaseCharacters ?? false,
        allowUsersToChangePassword: input.AllowUsersToChangePassword ?? false,
        maxAge: input.MaxPasswordAge,
        reusePrevention: input.PasswordReusePrevention,
        hardExpiry: input.HardExpiry,
      })
    },
  },
)
