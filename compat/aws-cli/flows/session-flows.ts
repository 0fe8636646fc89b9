import { expect } from 'vitest'
import { allow, document, trusts } from '../document.ts'
import type { Flow } from '../flow.ts'

const eve = 'arn:aws:iam::111122223333:user/eve'
const role = 'arn:aws:iam::111122223333:role/visited'

/** What STS gives, and what it says. */
export const sessionFlows: readonly Flow[] = [
  {
    name: 'a role with an external id, session tags and a source identity',
    given: {
      trust: trusts(
        { AWS: '111122223333' },
        {
          Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
          Condition: {
            StringEquals: { 'sts:ExternalId': 'seven', 'aws:RequestTag/team': 'shop' },
            StringLike: { 'sts:SourceIdentity': '*' },
          },
        },
      ),
      ofTeam: document(
        allow('iam:GetRole', { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'shop' } } }),
        allow('iam:ListRoles', { Condition: { StringEquals: { 'aws:SourceIdentity': 'eve' } } }),
        allow('iam:ListUsers', { Condition: { StringEquals: { 'aws:SourceIdentity': 'adam' } } }),
      ),
    },
    steps: [
      { aws: 'iam create-role --role-name visited --assume-role-policy-document {trust}' },
      { aws: 'iam put-role-policy --role-name visited --policy-name team --policy-document {ofTeam}' },
      {
        aws: `sts assume-role --role-arn ${role} --role-session-name eve --source-identity eve --tags Key=team,Value=shop --external-id six`,
        refused: `AccessDenied: is not authorized to perform: sts:AssumeRole on resource: ${role}`,
      },
      {
        aws: `sts assume-role --role-arn ${role} --role-session-name eve --source-identity eve --tags Key=team,Value=shop --external-id seven --duration-seconds 900`,
        answers: {
          AssumedRoleUser: { Arn: 'arn:aws:sts::111122223333:assumed-role/visited/eve' },
          SourceIdentity: 'eve',
          PackedPolicySize: expect.any(Number),
        },
        keeps: { key: 'Credentials.AccessKeyId' },
        signsIn: 'visitor',
      },
      {
        as: 'visitor',
        aws: 'sts get-caller-identity',
        answers: {
          Arn: 'arn:aws:sts::111122223333:assumed-role/visited/eve',
          UserId: expect.stringMatching(/^AROA\w+:eve$/),
        },
      },
      { as: 'visitor', aws: 'iam get-role --role-name visited', answers: { Role: { Arn: role } } },
      { as: 'visitor', aws: 'iam list-roles', answers: { Roles: expect.any(Array) } },
      {
        as: 'visitor',
        aws: 'iam list-users',
        refused: 'AccessDenied: no identity-based policy allows the iam:ListUsers action',
      },
      { aws: 'sts get-access-key-info --access-key-id {key}', answers: { Account: '111122223333' } },
      { aws: 'iam delete-role-policy --role-name visited --policy-name team' },
      { aws: 'iam delete-role --role-name visited' },
      { as: 'visitor', aws: 'sts get-caller-identity', refused: 'InvalidClientTokenId: ' },
    ],
  },
  {
    name: 'a federated user, who may what the user and the session policy both allow',
    given: {
      much: document(allow(['iam:*', 'sts:*'])),
      little: document(allow(['sts:GetCallerIdentity', 's3:ListAllMyBuckets'])),
    },
    steps: [
      { aws: 'iam create-user --user-name eve' },
      { aws: 'iam put-user-policy --user-name eve --policy-name much --policy-document {much}' },
      {
        aws: 'iam create-access-key --user-name eve',
        keeps: { key: 'AccessKey.AccessKeyId' },
        signsIn: 'eve',
      },
      { as: 'eve', aws: 'sts get-caller-identity', answers: { Arn: eve } },
      {
        as: 'eve',
        aws: 'sts get-federation-token --name guest --policy {little} --duration-seconds 900',
        answers: {
          FederatedUser: {
            Arn: 'arn:aws:sts::111122223333:federated-user/guest',
            FederatedUserId: '111122223333:guest',
          },
        },
        signsIn: 'guest',
      },
      {
        as: 'guest',
        aws: 'sts get-caller-identity',
        answers: { Arn: 'arn:aws:sts::111122223333:federated-user/guest', UserId: '111122223333:guest' },
      },
      { as: 'guest', aws: 'iam list-users', refused: 'InvalidClientTokenId: ' },
      { as: 'guest', aws: 's3api list-buckets', refused: 'AccessDenied: s3:ListAllMyBuckets' },
      { aws: 'iam delete-user-policy --user-name eve --policy-name much' },
      { aws: 'iam delete-access-key --user-name eve --access-key-id {key}' },
      { aws: 'iam delete-user --user-name eve' },
    ],
  },
]
