import { expect } from 'vitest'
import { allow, document } from '../document.ts'
import type { Flow } from '../flow.ts'

const gus = 'arn:aws:iam::111122223333:user/gus'

/** Why a call was denied, asked by whoever may know it. */
export const explanationFlows: readonly Flow[] = [
  {
    name: 'a denial that is decoded',
    given: {
      guard: document(allow('iam:*'), {
        Sid: 'NoRoles',
        Effect: 'Deny',
        Action: 'iam:ListRoles',
        Resource: '*',
      }),
    },
    steps: [
      { aws: 'iam create-user --user-name gus' },
      { aws: 'iam put-user-policy --user-name gus --policy-name guard --policy-document {guard}' },
      {
        aws: 'iam create-access-key --user-name gus',
        keeps: { key: 'AccessKey.AccessKeyId' },
        signsIn: 'gus',
      },
      {
        as: 'gus',
        aws: 'iam list-roles',
        refused: `AccessDenied: User: ${gus} is not authorized to perform: iam:ListRoles`,
        keepsOfRefusal: { message: /Encoded authorization failure message: ([\w-]+)/ },
      },
      {
        aws: 'sts decode-authorization-message --encoded-message {message} --query DecodedMessage --output text',
        answers: {
          allowed: false,
          explicitDeny: true,
          matchedStatements: { items: [expect.objectContaining({ statementId: 'NoRoles', effect: 'DENY' })] },
          context: { action: 'iam:ListRoles', principal: { arn: gus } },
        },
      },
      {
        as: 'gus',
        aws: 'sts decode-authorization-message --encoded-message {message}',
        refused: 'AccessDenied: is not authorized to perform: sts:DecodeAuthorizationMessage',
      },
      {
        aws: 'sts decode-authorization-message --encoded-message changed-{message}',
        refused: 'InvalidAuthorizationMessageException: ',
      },
      { aws: 'iam delete-user-policy --user-name gus --policy-name guard' },
      { aws: 'iam delete-access-key --user-name gus --access-key-id {key}' },
      { aws: 'iam delete-user --user-name gus' },
    ],
  },
]
