import { expect } from 'vitest'
import { allow, document, trusts } from '../document.ts'
import type { Flow } from '../flow.ts'

const arn = 'arn:aws:iam::111122223333:policy/team/read'
const version = `--policy-arn ${arn} --version-id`

/** Managed and inline policies. */
export const policyFlows: readonly Flow[] = [
  {
    name: 'a managed policy and its versions',
    given: {
      first: document(allow('s3:GetObject')),
      second: document(allow('s3:ListBucket')),
      trust: trusts({ AWS: '111122223333' }),
    },
    steps: [
      {
        aws: 'iam create-policy --policy-name read --path /team/ --description Reads --policy-document {first}',
        answers: { Policy: { Arn: arn, DefaultVersionId: 'v1', AttachmentCount: 0, IsAttachable: true } },
      },
      {
        aws: `iam create-policy-version --policy-arn ${arn} --policy-document {second} --set-as-default`,
        answers: { PolicyVersion: { VersionId: 'v2', IsDefaultVersion: true } },
      },
      {
        aws: `iam get-policy-version ${version} v1`,
        answers: { PolicyVersion: { Document: document(allow('s3:GetObject')), IsDefaultVersion: false } },
      },
      { aws: `iam set-default-policy-version ${version} v1` },
      {
        aws: `iam get-policy --policy-arn ${arn}`,
        answers: { Policy: { DefaultVersionId: 'v1', Description: 'Reads' } },
      },
      {
        aws: `iam delete-policy-version ${version} v1`,
        refused: 'DeleteConflict: Cannot delete the default version of a policy.',
      },
      { aws: `iam create-policy-version --policy-arn ${arn} --policy-document {first}` },
      { aws: `iam create-policy-version --policy-arn ${arn} --policy-document {first}` },
      { aws: `iam create-policy-version --policy-arn ${arn} --policy-document {first}` },
      {
        aws: `iam create-policy-version --policy-arn ${arn} --policy-document {first}`,
        refused: 'LimitExceeded: A managed policy can have up to 5 versions.',
      },
      {
        aws: `iam list-policy-versions --policy-arn ${arn} --query Versions[].VersionId --output text`,
        prints: 'v5\tv4\tv3\tv2\tv1',
      },
      { aws: `iam tag-policy --policy-arn ${arn} --tags Key=team,Value=shop` },
      {
        aws: `iam list-policy-tags --policy-arn ${arn}`,
        answers: { Tags: [{ Key: 'team', Value: 'shop' }] },
      },
      {
        aws: 'iam list-policies --scope Local --path-prefix /team/ --query Policies[].Arn --output text',
        prints: arn,
      },
      { aws: 'iam create-role --role-name versions --assume-role-policy-document {trust}' },
      { aws: `iam attach-role-policy --role-name versions --policy-arn ${arn}` },
      {
        aws: `iam list-entities-for-policy --policy-arn ${arn}`,
        answers: { PolicyRoles: [{ RoleName: 'versions' }], PolicyUsers: [], PolicyGroups: [] },
      },
      { aws: `iam delete-policy --policy-arn ${arn}`, refused: 'DeleteConflict: ' },
      { aws: `iam detach-role-policy --role-name versions --policy-arn ${arn}` },
      {
        aws: `iam delete-policy --policy-arn ${arn}`,
        refused: 'DeleteConflict: This policy has more than one version.',
      },
      ...['v2', 'v3', 'v4', 'v5'].map((one) => ({ aws: `iam delete-policy-version ${version} ${one}` })),
      { aws: `iam delete-policy --policy-arn ${arn}` },
      { aws: `iam get-policy --policy-arn ${arn}`, refused: `NoSuchEntity: Policy ${arn} was not found.` },
      { aws: 'iam delete-role --role-name versions' },
    ],
  },
  {
    name: 'AWS-managed policies are there',
    steps: [
      {
        aws: 'iam get-policy --policy-arn arn:aws:iam::aws:policy/ReadOnlyAccess',
        answers: { Policy: { PolicyName: 'ReadOnlyAccess', IsAttachable: true } },
      },
      {
        aws: 'iam create-policy-version --policy-arn arn:aws:iam::aws:policy/AdministratorAccess --policy-document {}',
        refused: 'AccessDenied: ',
      },
      {
        aws: 'iam list-policies --scope AWS --max-items 3 --query length(Policies)',
        prints: '3',
      },
    ],
  },
  {
    name: 'inline policies of a role',
    given: {
      read: document(allow('s3:GetObject')),
      broken: document({ Effect: 'Perhaps', Action: 's3:GetObject', Resource: '*' }),
      trust: trusts({ AWS: '111122223333' }),
    },
    steps: [
      { aws: 'iam create-role --role-name inline --assume-role-policy-document {trust}' },
      { aws: 'iam wait role-exists --role-name inline' },
      { aws: 'iam put-role-policy --role-name inline --policy-name read --policy-document {read}' },
      {
        aws: 'iam get-role-policy --role-name inline --policy-name read',
        answers: { RoleName: 'inline', PolicyDocument: document(allow('s3:GetObject')) },
      },
      {
        aws: 'iam put-role-policy --role-name inline --policy-name read --policy-document {broken}',
        refused: 'MalformedPolicyDocument: ',
      },
      { aws: 'iam list-role-policies --role-name inline', answers: { PolicyNames: ['read'] } },
      {
        aws: 'iam delete-role --role-name inline',
        refused: 'DeleteConflict: Cannot delete entity, must delete policies first.',
      },
      { aws: 'iam delete-role-policy --role-name inline --policy-name read' },
      {
        aws: 'iam get-role-policy --role-name inline --policy-name read',
        refused: 'NoSuchEntity: The role policy with name read cannot be found.',
      },
      { aws: 'iam delete-role --role-name inline' },
    ],
  },
  {
    name: 'the policy validator of Access Analyzer',
    given: { wide: document(allow('*')), typo: document(allow('s3:GetObjekt')) },
    steps: [
      {
        aws: 'accessanalyzer validate-policy --policy-type IDENTITY_POLICY --policy-document {typo}',
        answers: {
          findings: expect.arrayContaining([
            expect.objectContaining({ findingType: 'ERROR', issueCode: 'INVALID_ACTION' }),
          ]),
        },
      },
      {
        aws: 'accessanalyzer validate-policy --policy-type IDENTITY_POLICY --policy-document {wide} --query findings[?findingType==`ERROR`] --output text',
        prints: '',
      },
    ],
  },
]
