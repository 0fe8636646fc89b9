import { policy } from '../sts/sts-calls.ts'
import { documents } from './documents.ts'
import type { Step } from './iam-steps.ts'

const account = '111122223333'
const arn = (resource: string) => `arn:aws:iam::${account}:${resource}`
const shop = 'arn:aws:s3:::shop/report'
const bank = 'arn:aws:s3:::bank/report'
const statement =
  (Effect: string) =>
  (Action: string, Resource = '*') => ({ Effect, Action, Resource })
const allow = statement('Allow')
const deny = statement('Deny')

interface Row {
  readonly shows: string
  readonly call?: 'SimulatePrincipalPolicy'
  readonly input: Record<string, unknown>
  /** Decision of each action, or of each resource of one action. */
  readonly decisions: readonly string[]
  readonly missing?: readonly string[]
  readonly matched?: readonly string[]
}

const mfa = [
  { ContextKeyName: 'aws:MultiFactorAuthPresent', ContextKeyType: 'boolean', ContextKeyValues: ['true'] },
]
const trusted = documents.trust({ AWS: arn('role/ci') })
const webTrust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Federated: arn('oidc-provider/oidc.example/id/1') },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: { 'oidc.example/id/1:sub': 'system:serviceaccount:shop:reports' } },
    },
  ],
})
const webIdentity = (subject: string) => ({
  PolicyInputList: [],
  ActionNames: ['sts:AssumeRoleWithWebIdentity'],
  ResourceArns: [arn('role/any')],
  ResourcePolicy: webTrust,
  CallerArn: arn('oidc-provider/oidc.example/id/1'),
  ContextEntries: [
    { ContextKeyName: 'oidc.example/id/1:sub', ContextKeyType: 'string', ContextKeyValues: [subject] },
  ],
})

const custom: readonly Row[] = [
  {
    shows: 'what a policy allows, and what it does not',
    input: {
      PolicyInputList: [policy(allow('s3:GetObject'))],
      ActionNames: ['s3:GetObject', 's3:PutObject'],
    },
    decisions: ['allowed', 'implicitDeny'],
    matched: ['PolicyInputList.1'],
  },
  {
    shows: 'a denial beside it',
    input: {
      PolicyInputList: [policy(allow('s3:*')), policy(deny('s3:Put*'))],
      ActionNames: ['s3:GetObject', 's3:PutObject'],
    },
    decisions: ['allowed', 'explicitDeny'],
  },
  {
    shows: 'one result an action, and below it one a resource',
    input: {
      PolicyInputList: [policy(allow('s3:*', 'arn:aws:s3:::shop/*'), deny('s3:*', 'arn:aws:s3:::secret/*'))],
      ActionNames: ['s3:GetObject'],
      ResourceArns: [shop, bank, 'arn:aws:s3:::secret/x'],
    },
    decisions: ['explicitDeny', 'allowed', 'implicitDeny', 'explicitDeny'],
  },
  {
    shows: 'a boundary',
    input: {
      PolicyInputList: [policy(allow('s3:*'))],
      PermissionsBoundaryPolicyInputList: [policy(allow('s3:Get*'))],
      ActionNames: ['s3:GetObject', 's3:PutObject'],
    },
    decisions: ['allowed', 'implicitDeny'],
  },
  {
    shows: 'service control policies, each level of which must allow',
    input: {
      PolicyInputList: [policy(allow('s3:*'))],
      OrderedOrganizationPolicyInputList: [
        { ServiceControlPolicyInputList: [policy(allow('*'))] },
        { ServiceControlPolicyInputList: [policy(allow('s3:Get*'))] },
      ],
      ActionNames: ['s3:GetObject', 's3:PutObject'],
    },
    decisions: ['allowed', 'implicitDeny'],
  },
  {
    shows: 'a resource policy of another account, without and with',
    input: {
      PolicyInputList: [policy(allow('s3:GetObject'))],
      ActionNames: ['s3:GetObject'],
      ResourceArns: [shop],
      ResourceOwner: 'arn:aws:iam::999988887777:root',
      CallerArn: arn('user/ann'),
      ResourcePolicy: policy({ ...allow('s3:GetObject', shop), Principal: { AWS: arn('user/ann') } }),
    },
    decisions: ['allowed', 'allowed'],
  },
  {
    shows: 'a key that is missing',
    input: {
      PolicyInputList: [
        policy({ ...allow('s3:GetObject', '*'), Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }),
      ],
      ActionNames: ['s3:GetObject', 's3:PutObject'],
    },
    decisions: ['implicitDeny', 'implicitDeny'],
    missing: ['aws:SourceIp'],
  },
  {
    shows: 'a key that is given',
    input: {
      PolicyInputList: [
        policy({ ...allow('s3:GetObject', '*'), Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }),
      ],
      ActionNames: ['s3:GetObject'],
      ContextEntries: [
        { ContextKeyName: 'aws:sourceip', ContextKeyType: 'ip', ContextKeyValues: ['10.1.2.3'] },
      ],
    },
    decisions: ['allowed'],
    missing: [],
  },
  {
    shows: 'a variable without value',
    input: {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
      PolicyInputList: [policy(allow('s3:GetObject', 'arn:aws:s3:::home/${aws:username}/*'))],
      ActionNames: ['s3:GetObject'],
    },
    decisions: ['implicitDeny'],
    missing: ['aws:username'],
  },
  {
    shows: 'a role that is here: policies given as text tell nothing of what is kept',
    input: {
      PolicyInputList: [policy(allow('sts:AssumeRole'))],
      ActionNames: ['sts:AssumeRole'],
      ResourceArns: [arn('role/trusting')],
    },
    decisions: ['allowed', 'allowed'],
    matched: ['PolicyInputList.1'],
  },
  {
    shows: 'a trust policy that names the caller',
    input: {
      PolicyInputList: [],
      ActionNames: ['sts:AssumeRole'],
      ResourceArns: [arn('role/any')],
      ResourcePolicy: trusted,
      CallerArn: arn('role/ci'),
    },
    decisions: ['allowed', 'allowed'],
  },
  {
    shows: 'a trust policy that names another',
    input: {
      PolicyInputList: [policy(allow('sts:AssumeRole'))],
      ActionNames: ['sts:AssumeRole'],
      ResourceArns: [arn('role/any')],
      ResourcePolicy: trusted,
      CallerArn: arn('role/other'),
    },
    decisions: ['implicitDeny', 'implicitDeny'],
  },
  {
    shows: 'a web identity that is trusted',
    input: webIdentity('system:serviceaccount:shop:reports'),
    decisions: ['allowed', 'allowed'],
  },
  {
    shows: 'a web identity that is not',
    input: webIdentity('system:serviceaccount:shop:other'),
    decisions: ['implicitDeny', 'implicitDeny'],
  },
]

const role = { PolicySourceArn: arn('role/reports') }
const user = { PolicySourceArn: arn('user/ann') }

const principal: readonly Row[] = [
  {
    shows: 'attached and inline policies of a role, by the names AWS gives them',
    input: { ...role, ActionNames: ['s3:GetObject'], ResourceArns: [shop] },
    decisions: ['allowed', 'allowed'],
    matched: ['read'],
  },
  {
    shows: 'a denial of the role',
    input: { ...role, ActionNames: ['s3:GetObject'], ResourceArns: ['arn:aws:s3:::secret/x'] },
    decisions: ['explicitDeny', 'explicitDeny'],
    matched: ['role_reports_own'],
  },
  {
    shows: 'policies that are added',
    input: { ...role, PolicyInputList: [policy(allow('sqs:*'))], ActionNames: ['sqs:SendMessage'] },
    decisions: ['allowed'],
    matched: ['PolicyInputList.1'],
  },
  {
    shows: 'policies of the groups of a user, their tags, and what of the session is not known',
    input: { ...user, ActionNames: ['s3:GetObject'] },
    decisions: ['implicitDeny'],
    missing: ['aws:MultiFactorAuthPresent'],
  },
  {
    shows: 'what is known of the session',
    input: { ...user, ActionNames: ['s3:GetObject'], ContextEntries: mfa },
    decisions: ['allowed'],
    matched: ['group_readers_tagged'],
    missing: [],
  },
  {
    shows: 'a given key in place of the tag of the user',
    input: {
      ...user,
      ActionNames: ['s3:GetObject'],
      ContextEntries: [
        ...mfa,
        { ContextKeyName: 'aws:PrincipalTag/Team', ContextKeyType: 'string', ContextKeyValues: ['bank'] },
      ],
    },
    decisions: ['implicitDeny'],
  },
  {
    shows: 'a group',
    input: { PolicySourceArn: arn('group/readers'), ActionNames: ['s3:GetObject'] },
    decisions: ['implicitDeny'],
    missing: ['aws:MultiFactorAuthPresent', 'aws:PrincipalTag/team'],
  },
  {
    shows: 'the trust policy of a role that is here: it names this role',
    input: { ...role, ActionNames: ['sts:AssumeRole'], ResourceArns: [arn('role/trusting')] },
    decisions: ['allowed', 'allowed'],
  },
  {
    shows: 'and not this user',
    input: {
      ...user,
      PolicyInputList: [policy(allow('sts:AssumeRole'))],
      ActionNames: ['sts:AssumeRole'],
      ResourceArns: [arn('role/trusting')],
    },
    decisions: ['implicitDeny', 'implicitDeny'],
  },
  {
    shows: 'a role that is not here, whose trust is taken to allow',
    input: {
      ...user,
      PolicyInputList: [policy(allow('sts:AssumeRole'))],
      ActionNames: ['sts:AssumeRole'],
      ResourceArns: ['arn:aws:iam::999988887777:role/elsewhere'],
    },
    decisions: ['allowed', 'allowed'],
    matched: ['PolicyInputList.1'],
  },
]

const invalid = (message: string) => ['InvalidInput', 400, message] as const
const allowAll = { PolicyInputList: [policy(allow('*'))], ActionNames: ['s3:GetObject'] }

const shapes: readonly Step[] = [
  {
    call: 'SimulateCustomPolicy',
    shows: 'everything is answered in the form of AWS',
    input: { ...allowAll, ResourceArns: [shop] },
    output: {
      EvaluationResults: [
        {
          EvalActionName: 's3:GetObject',
          // biome-ignore lint/suspicious/noTemplateCurlyInString: AWS's template
          EvalResourceName: 'arn:aws:s3:::${BucketName}/${ObjectName}',
          EvalDecision: 'allowed',
          MatchedStatements: [
            {
              SourcePolicyId: 'PolicyInputList.1',
              SourcePolicyType: 'IAM Policy',
              StartPosition: { Line: 1, Column: 38 },
              EndPosition: { Line: 1, Column: 84 },
            },
          ],
          MissingContextValues: [],
          EvalDecisionDetails: {},
          ResourceSpecificResults: [
            {
              EvalResourceName: shop,
              EvalResourceDecision: 'allowed',
              MatchedStatements: [
                {
                  SourcePolicyId: 'PolicyInputList.1',
                  SourcePolicyType: 'IAM Policy',
                  StartPosition: { Line: 1, Column: 38 },
                  EndPosition: { Line: 1, Column: 84 },
                },
              ],
              MissingContextValues: [],
              EvalDecisionDetails: {},
            },
          ],
        },
      ],
      IsTruncated: false,
    },
  },
  {
    call: 'GetContextKeysForCustomPolicy',
    input: {
      PolicyInputList: [
        policy({
          // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
          ...allow('s3:GetObject', 'arn:aws:s3:::home/${aws:username}/*'),
          Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
        }),
      ],
    },
    output: { ContextKeyNames: ['aws:SourceIp', 'aws:username'] },
  },
  {
    call: 'GetContextKeysForPrincipalPolicy',
    input: { PolicySourceArn: arn('user/ann') },
    output: { ContextKeyNames: ['aws:MultiFactorAuthPresent', 'aws:PrincipalTag/team'] },
  },
]

const refused: readonly Step[] = [
  {
    call: 'SimulateCustomPolicy',
    input: { ...allowAll, ResourceArns: ['no-arn'] },
    fault: invalid('ResourceNames are not in a valid ARN format: no-arn.'),
  },
  {
    call: 'SimulateCustomPolicy',
    input: { ...allowAll, ActionNames: ['s3:*'] },
    fault: invalid('Invalid action name: s3:*. It is written service:Operation, without wildcards.'),
  },
  {
    call: 'SimulateCustomPolicy',
    input: { ...allowAll, PolicyInputList: ['{'] },
    fault: invalid(
      'Invalid policy in PolicyInputList.1: a key in double quotes is missing (line 1, column 2)',
    ),
  },
  {
    call: 'SimulateCustomPolicy',
    input: { ...allowAll, ResourcePolicy: policy(allow('*')) },
    fault: invalid('CallerArn is required when ResourcePolicy is given.'),
  },
  {
    call: 'SimulateCustomPolicy',
    input: { ...allowAll, ResourceOwner: account },
    fault: invalid(`'${account}' is not a valid as a Resource Owner.`),
  },
  {
    call: 'SimulateCustomPolicy',
    input: { ...allowAll, CallerArn: 'arn:aws:sts::111122223333:assumed-role/reports/x' },
    fault: invalid('Invalid Caller Arn: arn:aws:sts::111122223333:assumed-role/reports/x'),
  },
  {
    call: 'SimulateCustomPolicy',
    input: {
      ...allowAll,
      ContextEntries: [{ ContextKeyName: 'aws:SourceIp', ContextKeyType: 'ip', ContextKeyValues: ['x'] }],
    },
    fault: invalid('Invalid value for context key aws:SourceIp of type ip.'),
  },
  {
    call: 'SimulatePrincipalPolicy',
    input: {
      PolicySourceArn: 'arn:aws:sts::111122223333:assumed-role/reports/x',
      ActionNames: ['s3:GetObject'],
    },
    fault: invalid('Invalid Entity Arn: arn:aws:sts::111122223333:assumed-role/reports/x'),
  },
  {
    call: 'SimulatePrincipalPolicy',
    input: { PolicySourceArn: arn('role/nobody'), ActionNames: ['s3:GetObject'] },
    fault: ['NoSuchEntity', 404, 'The role with name nobody cannot be found.'],
  },
  {
    call: 'SimulateCustomPolicy',
    shows: 'more than one call can hold the store for',
    input: { ...allowAll, ResourceArns: Array.from({ length: 1001 }, (_, at) => `arn:aws:s3:::shop/${at}`) },
    fault: invalid('A simulation takes up to 1000 resources.'),
  },
]

/** Simulations by policies given as text and by those of a principal, whole answers, and what is refused. */
export const simulations = { custom, principal, shapes, refused, allow, deny, allowAll, shop, bank }
