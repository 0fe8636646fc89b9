import { expect } from 'vitest'
import { testIdentityProvider } from '../../../packages/server/test/saml/test-identity-provider.ts'
import { trusts } from '../document.ts'
import type { Flow } from '../flow.ts'

const samlMetadata = testIdentityProvider.metadata()
const oidc = '--open-id-connect-provider-arn arn:aws:iam::111122223333:oidc-provider/oidc.example.com/id/9'
const saml = '--saml-provider-arn arn:aws:iam::111122223333:saml-provider/corp'

/** Identity providers, and what carries roles to machines. */
export const providerFlows: readonly Flow[] = [
  {
    name: 'an OIDC provider',
    given: { thumb: '9e99a48a9960b14926bb7f3b02e22da2b0ab7280', other: '0'.repeat(40) },
    steps: [
      {
        aws: 'iam create-open-id-connect-provider --url https://oidc.example.com/id/9 --client-id-list sts.amazonaws.com --thumbprint-list {thumb} --tags Key=team,Value=shop',
        answers: {
          OpenIDConnectProviderArn: 'arn:aws:iam::111122223333:oidc-provider/oidc.example.com/id/9',
        },
      },
      {
        aws: 'iam create-open-id-connect-provider --url https://oidc.example.com/id/9 --client-id-list sts.amazonaws.com --thumbprint-list {thumb}',
        refused: 'EntityAlreadyExists: Provider with url https://oidc.example.com/id/9 already exists.',
      },
      { aws: `iam add-client-id-to-open-id-connect-provider ${oidc} --client-id other` },
      { aws: `iam remove-client-id-from-open-id-connect-provider ${oidc} --client-id sts.amazonaws.com` },
      { aws: `iam update-open-id-connect-provider-thumbprint ${oidc} --thumbprint-list {other}` },
      {
        aws: `iam get-open-id-connect-provider ${oidc}`,
        answers: {
          Url: 'oidc.example.com/id/9',
          ClientIDList: ['other'],
          ThumbprintList: ['0'.repeat(40)],
          Tags: [{ Key: 'team', Value: 'shop' }],
        },
      },
      { aws: `iam untag-open-id-connect-provider ${oidc} --tag-keys team` },
      { aws: `iam list-open-id-connect-provider-tags ${oidc}`, answers: { Tags: [] } },
      { aws: `iam delete-open-id-connect-provider ${oidc}` },
      { aws: `iam get-open-id-connect-provider ${oidc}`, refused: 'NoSuchEntity: ' },
    ],
  },
  {
    name: 'a SAML provider',
    given: { metadata: samlMetadata },
    steps: [
      {
        aws: 'iam create-saml-provider --name corp --saml-metadata-document {metadata} --tags Key=team,Value=shop',
        answers: { SAMLProviderArn: 'arn:aws:iam::111122223333:saml-provider/corp' },
      },
      {
        aws: `iam get-saml-provider ${saml}`,
        answers: { SAMLMetadataDocument: samlMetadata, Tags: [{ Key: 'team', Value: 'shop' }] },
      },
      { aws: `iam update-saml-provider ${saml} --saml-metadata-document {metadata}` },
      { aws: `iam tag-saml-provider ${saml} --tags Key=tier,Value=1` },
      { aws: `iam list-saml-provider-tags ${saml} --query length(Tags)`, prints: '2' },
      {
        aws: 'iam list-saml-providers',
        answers: { SAMLProviderList: [{ Arn: 'arn:aws:iam::111122223333:saml-provider/corp' }] },
      },
      { aws: `iam delete-saml-provider ${saml}` },
      { aws: `iam get-saml-provider ${saml}`, refused: 'NoSuchEntity: ' },
    ],
  },
  {
    name: 'an instance profile',
    given: { trust: trusts({ Service: 'ec2.amazonaws.com' }) },
    steps: [
      { aws: 'iam create-role --role-name node --assume-role-policy-document {trust}' },
      {
        aws: 'iam create-instance-profile --instance-profile-name node --path /nodes/ --tags Key=team,Value=shop',
        answers: {
          InstanceProfile: { Arn: 'arn:aws:iam::111122223333:instance-profile/nodes/node', Roles: [] },
        },
      },
      { aws: 'iam wait instance-profile-exists --instance-profile-name node' },
      { aws: 'iam add-role-to-instance-profile --instance-profile-name node --role-name node' },
      {
        aws: 'iam get-instance-profile --instance-profile-name node',
        answers: {
          InstanceProfile: { Roles: [{ RoleName: 'node', AssumeRolePolicyDocument: expect.any(Object) }] },
        },
      },
      {
        aws: 'iam add-role-to-instance-profile --instance-profile-name node --role-name node',
        refused: 'LimitExceeded: Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1',
      },
      {
        aws: 'iam list-instance-profiles-for-role --role-name node --query InstanceProfiles[].InstanceProfileName --output text',
        prints: 'node',
      },
      {
        aws: 'iam delete-role --role-name node',
        refused: 'DeleteConflict: Cannot delete entity, must remove roles from instance profile first.',
      },
      {
        aws: 'iam delete-instance-profile --instance-profile-name node',
        refused: 'DeleteConflict: Cannot delete entity, must remove roles from instance profile first.',
      },
      { aws: 'iam remove-role-from-instance-profile --instance-profile-name node --role-name node' },
      { aws: 'iam delete-instance-profile --instance-profile-name node' },
      { aws: 'iam delete-role --role-name node' },
    ],
  },
  {
    name: 'a service-linked role',
    steps: [
      {
        aws: 'iam create-service-linked-role --aws-service-name autoscaling.amazonaws.com --custom-suffix blue',
        answers: {
          Role: {
            RoleName: 'AWSServiceRoleForAutoScaling_blue',
            Path: '/aws-service-role/autoscaling.amazonaws.com/',
          },
        },
      },
      {
        aws: 'iam delete-role --role-name AWSServiceRoleForAutoScaling_blue',
        refused: 'UnmodifiableEntity: Cannot perform the operation on the protected role',
      },
      {
        aws: 'iam delete-service-linked-role --role-name AWSServiceRoleForAutoScaling_blue',
        keeps: { task: 'DeletionTaskId' },
      },
      {
        aws: 'iam get-service-linked-role-deletion-status --deletion-task-id {task}',
        answers: { Status: 'SUCCEEDED' },
        isWaitedFor: true,
      },
      { aws: 'iam get-role --role-name AWSServiceRoleForAutoScaling_blue', refused: 'NoSuchEntity: ' },
    ],
  },
]
