import { expect } from 'vitest'
import { allow, document } from '../document.ts'
import type { Flow } from '../flow.ts'

const ann = 'arn:aws:iam::111122223333:user/people/ann'

/** Users and what they hold. */
export const userFlows: readonly Flow[] = [
  {
    name: 'users, groups and access keys, and the key used',
    given: {
      self: document(allow('iam:GetUser', { Resource: 'arn:aws:iam::*:user/people/$' + '{aws:username}' })),
    },
    steps: [
      {
        aws: 'iam create-user --user-name ann --path /people/ --tags Key=team,Value=shop',
        answers: { User: { Arn: ann, Path: '/people/', Tags: [{ Key: 'team', Value: 'shop' }] } },
        keeps: { id: 'User.UserId' },
      },
      {
        aws: 'iam create-user --user-name ANN',
        refused: 'EntityAlreadyExists: User with name ANN already exists.',
      },
      { aws: 'iam create-group --group-name readers' },
      { aws: 'iam put-group-policy --group-name readers --policy-name self --policy-document {self}' },
      { aws: 'iam add-user-to-group --user-name ann --group-name readers' },
      {
        aws: 'iam create-access-key --user-name ann',
        keeps: { key: 'AccessKey.AccessKeyId' },
        signsIn: 'ann',
      },
      { as: 'ann', aws: 'sts get-caller-identity', answers: ({ id }) => ({ UserId: id, Arn: ann }) },
      { as: 'ann', aws: 'iam get-user', answers: { User: { UserName: 'ann' } } },
      {
        as: 'ann',
        aws: 'iam list-users',
        refused: `AccessDenied: User: ${ann} is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::111122223333:user/ because no identity-based policy allows the iam:ListUsers action`,
      },
      { aws: 'iam list-groups-for-user --user-name ann', answers: { Groups: [{ GroupName: 'readers' }] } },
      { aws: 'iam get-group --group-name readers --query Users[].UserName --output text', prints: 'ann' },
      {
        aws: 'iam get-access-key-last-used --access-key-id {key}',
        answers: { UserName: 'ann', AccessKeyLastUsed: { ServiceName: 'iam', Region: 'us-east-1' } },
      },
      { aws: 'sts get-access-key-info --access-key-id {key}', answers: { Account: '111122223333' } },
      { aws: 'iam update-access-key --user-name ann --access-key-id {key} --status Inactive' },
      {
        as: 'ann',
        aws: 'sts get-caller-identity',
        refused: 'InvalidClientTokenId: The security token included in the request is invalid',
      },
      {
        aws: 'iam list-access-keys --user-name ann',
        answers: ({ key }) => ({ AccessKeyMetadata: [{ AccessKeyId: key, Status: 'Inactive' }] }),
      },
      { aws: 'iam delete-user --user-name ann', refused: 'DeleteConflict: Cannot delete entity, must ' },
      { aws: 'iam delete-access-key --user-name ann --access-key-id {key}' },
      { aws: 'iam remove-user-from-group --user-name ann --group-name readers' },
      {
        aws: 'iam delete-group --group-name readers',
        refused: 'DeleteConflict: Cannot delete entity, must ',
      },
      { aws: 'iam delete-group-policy --group-name readers --policy-name self' },
      { aws: 'iam delete-group --group-name readers' },
      { aws: 'iam delete-user --user-name ann' },
      {
        aws: 'iam get-user --user-name ann',
        refused: 'NoSuchEntity: The user with name ann cannot be found.',
      },
    ],
  },
  {
    name: 'a permissions boundary takes what a policy gives',
    given: { much: document(allow('iam:*')), little: document(allow(['iam:GetUser', 'iam:ListUsers'])) },
    steps: [
      {
        aws: 'iam create-policy --policy-name little --policy-document {little}',
        keeps: { little_arn: 'Policy.Arn' },
      },
      {
        aws: 'iam create-user --user-name bea --permissions-boundary {little_arn}',
        answers: ({ little_arn }) => ({
          User: {
            PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: little_arn },
          },
        }),
      },
      { aws: 'iam put-user-policy --user-name bea --policy-name much --policy-document {much}' },
      {
        aws: 'iam create-access-key --user-name bea',
        keeps: { key: 'AccessKey.AccessKeyId' },
        signsIn: 'bea',
      },
      { as: 'bea', aws: 'iam list-users', answers: { Users: expect.any(Array) } },
      {
        as: 'bea',
        aws: 'iam list-roles',
        refused: 'AccessDenied: because no permissions boundary allows the iam:ListRoles action',
      },
      {
        aws: 'iam delete-policy --policy-arn {little_arn}',
        refused: 'DeleteConflict: Cannot delete a policy',
      },
      { aws: 'iam delete-user-permissions-boundary --user-name bea' },
      { as: 'bea', aws: 'iam list-roles', answers: { Roles: expect.any(Array) } },
      { aws: 'iam delete-user-policy --user-name bea --policy-name much' },
      { aws: 'iam delete-access-key --user-name bea --access-key-id {key}' },
      { aws: 'iam delete-user --user-name bea' },
      { aws: 'iam delete-policy --policy-arn {little_arn}' },
    ],
  },
  {
    name: 'a password, and what the account asks of passwords',
    given: { change: document(allow('iam:ChangePassword')) },
    steps: [
      {
        aws: 'iam get-account-password-policy',
        refused: 'NoSuchEntity: The Password Policy with domain name 111122223333 cannot be found.',
      },
      {
        aws: 'iam update-account-password-policy --minimum-password-length 14 --require-symbols --require-numbers --password-reuse-prevention 3 --max-password-age 90',
      },
      {
        aws: 'iam get-account-password-policy',
        answers: {
          PasswordPolicy: {
            MinimumPasswordLength: 14,
            RequireSymbols: true,
            RequireNumbers: true,
            RequireUppercaseCharacters: false,
            AllowUsersToChangePassword: false,
            ExpirePasswords: true,
            MaxPasswordAge: 90,
            PasswordReusePrevention: 3,
          },
        },
      },
      { aws: 'iam create-user --user-name cid' },
      {
        aws: 'iam create-login-profile --user-name cid --password short',
        refused: 'PasswordPolicyViolation: Password should have a minimum length of 14',
      },
      {
        aws: 'iam create-login-profile --user-name cid --password first-secret-of-1-man --password-reset-required',
        answers: { LoginProfile: { UserName: 'cid', PasswordResetRequired: true } },
      },
      { aws: 'iam get-login-profile --user-name cid', answers: { LoginProfile: { UserName: 'cid' } } },
      {
        aws: 'iam create-login-profile --user-name cid --password first-secret-of-1-man',
        refused: 'EntityAlreadyExists: Login Profile for user cid already exists.',
      },
      { aws: 'iam update-login-profile --user-name cid --no-password-reset-required' },
      { aws: 'iam put-user-policy --user-name cid --policy-name change --policy-document {change}' },
      {
        aws: 'iam create-access-key --user-name cid',
        keeps: { key: 'AccessKey.AccessKeyId' },
        signsIn: 'cid',
      },
      {
        as: 'cid',
        aws: 'iam change-password --old-password first-secret-of-1-man --new-password second-secret-of-1-man',
      },
      {
        as: 'cid',
        aws: 'iam change-password --old-password second-secret-of-1-man --new-password first-secret-of-1-man',
        refused: 'PasswordPolicyViolation: ',
      },
      { aws: 'iam delete-user --user-name cid', refused: 'DeleteConflict: Cannot delete entity, must ' },
      { aws: 'iam delete-login-profile --user-name cid' },
      {
        aws: 'iam delete-login-profile --user-name cid',
        refused: 'NoSuchEntity: Login Profile for User cid cannot be found.',
      },
      { aws: 'iam delete-user-policy --user-name cid --policy-name change' },
      { aws: 'iam delete-access-key --user-name cid --access-key-id {key}' },
      { aws: 'iam delete-user --user-name cid' },
      { aws: 'iam delete-account-password-policy' },
    ],
  },
]
