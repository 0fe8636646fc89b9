import { GetAccountPasswordPolicy$, type GetAccountPasswordPolicyResponse } from '@aws-sdk/client-iam'
import { operation } from '../../operation.ts'
import { changeGrant } from './change-grant.ts'
import { findPasswordPolicy } from './find-password-policy.ts'

export const getAccountPasswordPolicy = operation<object, GetAccountPasswordPolicyResponse>(
  GetAccountPasswordPolicy$,
  {
    async authorize(_input, context) {
      return [{ action: 'iam:GetAccountPasswordPolicy', resource: '*', grant: await changeGrant(context) }]
    },
    trail: { readOnly: true },
    async handle(_input, context) {
      const { maxAge, reusePrevention, hardExpiry, ...policy } = await findPasswordPolicy(context)
      return {
        PasswordPolicy: {
          MinimumPasswordLength: policy.minimumLength,
          RequireSymbols: policy.requireSymbols,
          RequireNumbers: policy.requireNumbers,
          RequireUppercaseCharacters: policy.requireUppercase,
          RequireLowercaseCharacters: policy.requireLowercase,
          AllowUsersToChangePassword: policy.allowUsersToChangePassword,
          ExpirePasswords: maxAge !== undefined,
          ...(maxAge === undefined ? {} : { MaxPasswordAge: maxAge }),
          ...(reusePrevention === undefined ? {} : { PasswordReusePrevention: reusePrevention }),
          ...(hardExpiry === undefined ? {} : { HardExpiry: hardExpiry }),
        },
      }
    },
  },
)
