import { expect } from 'vitest'
import { allow, document, trusts } from '../document.ts'
import type { Flow } from '../flow.ts'

const asker = 'arn:aws:iam::111122223333:role/asker'
const user = 'arn:aws:iam::111122223333:user/fay'

/** What may be asked of an account: simulation, listings, reports, explanations. */
export const questionFlows: readonly Flow[] = [
  {
    name: 'simulation, of a principal and of policies that are not there yet',
    given: {
      trust: trusts({ AWS: '111122223333' }),
      read: document(
        allow('s3:GetObject', {
          Resource: 'arn:aws:s3:::shop/*',
          Condition: { StringEquals: { 'aws:PrincipalTag/team': 'shop' } },
        }),
      ),
      plain: document(allow('s3:GetObject'), {
        Effect: 'Deny',
        Action: 's3:*',
        Resource: 'arn:aws:s3:::vault/*',
      }),
      context: 'ContextKeyName=aws:PrincipalTag/team,ContextKeyValues=shop,ContextKeyType=string',
    },
    steps: [
      { aws: 'iam create-role --role-name asker --assume-role-policy-document {trust}' },
      { aws: 'iam put-role-policy --role-name asker --policy-name read --policy-document {read}' },
      {
        aws: `iam get-context-keys-for-principal-policy --policy-source-arn ${asker}`,
        answers: { ContextKeyNames: ['aws:PrincipalTag/team'] },
      },
      {
        aws: 'iam get-context-keys-for-custom-policy --policy-input-list {read} {plain}',
        answers: { ContextKeyNames: ['aws:PrincipalTag/team'] },
      },
      {
        aws: `iam simulate-principal-policy --policy-source-arn ${asker} --action-names s3:GetObject --resource-arns arn:aws:s3:::shop/a`,
        answers: {
          EvaluationResults: [
            {
              EvalActionName: 's3:GetObject',
              EvalDecision: 'implicitDeny',
              MissingContextValues: ['aws:PrincipalTag/team'],
            },
          ],
        },
      },
      {
        aws: `iam simulate-principal-policy --policy-source-arn ${asker} --action-names s3:GetObject s3:PutObject --resource-arns arn:aws:s3:::shop/a --context-entries {context}`,
        answers: {
          EvaluationResults: [
            {
              EvalDecision: 'allowed',
              MatchedStatements: [{ SourcePolicyId: expect.stringContaining('read') }],
            },
            { EvalActionName: 's3:PutObject', EvalDecision: 'implicitDeny', MatchedStatements: [] },
          ],
        },
      },
      {
        aws: 'iam simulate-custom-policy --policy-input-list {plain} --action-names s3:GetObject --resource-arns arn:aws:s3:::vault/a arn:aws:s3:::shop/a --query EvaluationResults[].ResourceSpecificResults[].EvalResourceDecision --output text',
        prints: 'explicitDeny\tallowed',
      },
      { aws: 'iam delete-role-policy --role-name asker --policy-name read' },
      { aws: 'iam delete-role --role-name asker' },
    ],
  },
  {
    name: 'the account in numbers, by name and in detail',
    given: { read: document(allow('s3:GetObject')), trust: trusts({ AWS: '111122223333' }) },
    steps: [
      { aws: 'iam create-account-alias --account-alias rolecall-flows' },
      { aws: 'iam list-account-aliases', answers: { AccountAliases: ['rolecall-flows'] } },
      { aws: 'iam delete-account-alias --account-alias rolecall-flows' },
      {
        aws: 'iam create-policy --policy-name detail --policy-document {read}',
        keeps: { arn: 'Policy.Arn' },
      },
      { aws: 'iam create-role --role-name detail --assume-role-policy-document {trust}' },
      { aws: 'iam attach-role-policy --role-name detail --policy-arn {arn}' },
      {
        aws: 'iam get-account-summary',
        answers: {
          SummaryMap: { Users: expect.any(Number), VersionsPerPolicyQuota: 5, GroupsPerUserQuota: 10 },
        },
      },
      {
        aws: 'iam get-account-authorization-details --filter Role LocalManagedPolicy',
        answers: ({ arn }) => ({
          UserDetailList: [],
          GroupDetailList: [],
          RoleDetailList: expect.arrayContaining([
            expect.objectContaining({
              RoleName: 'detail',
              AttachedManagedPolicies: [{ PolicyName: 'detail', PolicyArn: arn }],
              AssumeRolePolicyDocument: expect.any(Object),
            }),
          ]),
          Policies: expect.arrayContaining([
            expect.objectContaining({
              Arn: arn,
              AttachmentCount: 1,
              PolicyVersionList: [expect.objectContaining({ VersionId: 'v1', Document: expect.any(Object) })],
            }),
          ]),
        }),
      },
      {
        aws: 'iam get-account-authorization-details --filter User --page-size 1 --query UserDetailList[?UserName==`administrator`].UserName --output text',
        prints: 'administrator',
      },
      { aws: 'iam detach-role-policy --role-name detail --policy-arn {arn}' },
      { aws: 'iam delete-role --role-name detail' },
      { aws: 'iam delete-policy --policy-arn {arn}' },
    ],
  },
  {
    name: 'the credential report',
    steps: [
      { aws: 'iam generate-credential-report', answers: { State: 'COMPLETE' }, isWaitedFor: true },
      {
        aws: 'iam get-credential-report --query ReportFormat --output text',
        prints: 'text/csv',
      },
      {
        aws: 'iam get-credential-report',
        answers: {
          Content: {
            asymmetricMatch: (content: string) =>
              Buffer.from(content, 'base64')
                .toString()
                .includes('\nadministrator,arn:aws:iam::111122223333:user/administrator,'),
          },
        },
      },
    ],
  },
  {
    name: 'services last accessed, from the calls that were made',
    given: { look: document(allow(['iam:ListUsers', 'sqs:*'])) },
    steps: [
      { aws: 'iam create-user --user-name fay' },
      { aws: 'iam put-user-policy --user-name fay --policy-name look --policy-document {look}' },
      {
        aws: 'iam create-access-key --user-name fay',
        keeps: { key: 'AccessKey.AccessKeyId' },
        signsIn: 'fay',
      },
      { as: 'fay', aws: 'iam list-users', answers: { Users: expect.any(Array) } },
      {
        aws: `iam generate-service-last-accessed-details --arn ${user} --granularity SERVICE_LEVEL`,
        keeps: { job: 'JobId' },
      },
      {
        aws: 'iam get-service-last-accessed-details --job-id {job}',
        answers: {
          JobStatus: 'COMPLETED',
          ServicesLastAccessed: expect.arrayContaining([
            expect.objectContaining({ ServiceNamespace: 'iam', LastAuthenticatedEntity: user }),
            expect.not.objectContaining({ LastAuthenticatedEntity: expect.anything() }),
          ]),
        },
        isWaitedFor: true,
      },
      {
        aws: `iam list-policies-granting-service-access --arn ${user} --service-namespaces sqs`,
        answers: {
          PoliciesGrantingServiceAccess: [
            {
              ServiceNamespace: 'sqs',
              Policies: [{ PolicyName: 'look', PolicyType: 'INLINE', EntityName: 'fay' }],
            },
          ],
        },
      },
      { aws: 'iam delete-user-policy --user-name fay --policy-name look' },
      { aws: 'iam delete-access-key --user-name fay --access-key-id {key}' },
      { aws: 'iam delete-user --user-name fay' },
    ],
  },
]
