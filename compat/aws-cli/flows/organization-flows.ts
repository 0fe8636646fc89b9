import { expect } from 'vitest'
import { allow, document } from '../document.ts'
import type { Flow } from '../flow.ts'

/** Several accounts, and what an organization forbids in them. */
export const organizationFlows: readonly Flow[] = [
  {
    name: 'an account of an organization, and a service control policy that binds even its administrator',
    given: {
      noUsers: document({ Effect: 'Deny', Action: 'iam:CreateUser', Resource: '*' }),
      all: document(allow('*')),
    },
    steps: [
      {
        aws: 'organizations create-organization --feature-set ALL',
        answers: { Organization: { MasterAccountId: '111122223333' } },
      },
      { aws: 'organizations list-roots', keeps: { root: 'Roots.0.Id' } },
      {
        aws: 'organizations create-account --account-name shop --email shop@example.com',
        keeps: { request: 'CreateAccountStatus.Id' },
      },
      {
        aws: 'organizations describe-create-account-status --create-account-request-id {request}',
        answers: { CreateAccountStatus: { State: 'SUCCEEDED' } },
        keeps: { member: 'CreateAccountStatus.AccountId' },
        isWaitedFor: true,
      },
      {
        aws: 'organizations list-accounts',
        answers: ({ member }) => ({
          Accounts: expect.arrayContaining([
            expect.objectContaining({ Id: member, Name: 'shop', Status: 'ACTIVE' }),
          ]),
        }),
      },
      {
        aws: 'sts assume-role --role-arn arn:aws:iam::{member}:role/OrganizationAccountAccessRole --role-session-name admin',
        signsIn: 'member',
      },
      { as: 'member', aws: 'sts get-caller-identity', answers: ({ member }) => ({ Account: member }) },
      { as: 'member', aws: 'iam create-user --user-name first', answers: { User: { UserName: 'first' } } },
      { as: 'member', aws: 'iam delete-user --user-name first' },
      {
        aws: 'organizations enable-policy-type --root-id {root} --policy-type SERVICE_CONTROL_POLICY',
        answers: { Root: { PolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }] } },
      },
      {
        aws: 'organizations create-policy --name no-users --description none --type SERVICE_CONTROL_POLICY --content {noUsers}',
        keeps: { scp: 'Policy.PolicySummary.Id' },
      },
      { aws: 'organizations attach-policy --policy-id {scp} --target-id {member}' },
      {
        as: 'member',
        aws: 'iam create-user --user-name second',
        refused: 'AccessDenied: with an explicit deny in a service control policy',
      },
      { aws: 'iam create-user --user-name second', answers: { User: { UserName: 'second' } } },
      { aws: 'iam delete-user --user-name second' },
      {
        aws: 'organizations list-policies-for-target --target-id {member} --filter SERVICE_CONTROL_POLICY --query Policies[].Name',
        answers: expect.arrayContaining(['FullAWSAccess', 'no-users']),
      },
      { aws: 'organizations detach-policy --policy-id {scp} --target-id {member}' },
      { as: 'member', aws: 'iam create-user --user-name third', answers: { User: { UserName: 'third' } } },
      { aws: 'organizations delete-policy --policy-id {scp}' },
      { aws: 'organizations close-account --account-id {member}' },
    ],
  },
]
