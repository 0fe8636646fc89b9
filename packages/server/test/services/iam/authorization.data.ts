import { testIdentityProvider } from '../../saml/test-identity-provider.ts'
import { documents } from './documents.ts'

const account = '111122223333'
const arn = (resource: string) => `arn:aws:iam::${account}:${resource}`
const policy = arn('policy/p')
const provider = arn('oidc-provider/p.example')
const samlProvider = arn('saml-provider/corp')
const tags = [{ Key: 'team', Value: 'shop' }]
const newProvider = { Name: 'new', SAMLMetadataDocument: testIdentityProvider.metadata() }
const samlCalls = (SAMLProviderArn: string) =>
  [
    ['GetSAMLProvider', { SAMLProviderArn }],
    ['UpdateSAMLProvider', { SAMLProviderArn, AssertionEncryptionMode: 'Allowed' }],
    ['TagSAMLProvider', { SAMLProviderArn, Tags: tags }],
    ['ListSAMLProviderTags', { SAMLProviderArn }],
    ['UntagSAMLProvider', { SAMLProviderArn, TagKeys: ['team'] }],
  ] as const
const role = { RoleName: 'target' }

/** Every operation: an input for it, and how a refusal names what it asks to act on. */
const operations: readonly (readonly [call: string, input: Record<string, unknown>, resource: string])[] = [
  [
    'CreateRole',
    { RoleName: 'new', Path: '/a/', AssumeRolePolicyDocument: documents.trustEc2 },
    arn('role/a/new'),
  ],
  ['GetRole', role, 'role target'],
  ['ListRoles', { PathPrefix: '/a/' }, arn('role/a/')],
  ['UpdateRole', role, 'role target'],
  ['UpdateRoleDescription', { ...role, Description: '' }, 'role target'],
  ['UpdateAssumeRolePolicy', { ...role, PolicyDocument: documents.trustEc2 }, 'role target'],
  ['TagRole', { ...role, Tags: tags }, 'role target'],
  ['UntagRole', { ...role, TagKeys: ['team'] }, 'role target'],
  ['ListRoleTags', role, 'role target'],
  ['PutRolePermissionsBoundary', { ...role, PermissionsBoundary: policy }, 'role target'],
  ['DeleteRolePermissionsBoundary', role, 'role target'],
  ['PutRolePolicy', { ...role, PolicyName: 'i', PolicyDocument: documents.readBucket }, 'role target'],
  ['GetRolePolicy', { ...role, PolicyName: 'i' }, 'role target'],
  ['ListRolePolicies', role, 'role target'],
  ['DeleteRolePolicy', { ...role, PolicyName: 'i' }, 'role target'],
  ['AttachRolePolicy', { ...role, PolicyArn: policy }, 'role target'],
  ['DetachRolePolicy', { ...role, PolicyArn: policy }, 'role target'],
  ['ListAttachedRolePolicies', role, 'role target'],
  ['DeleteRole', role, 'role target'],
  [
    'CreatePolicy',
    { PolicyName: 'new', Path: '/a/', PolicyDocument: documents.readBucket },
    arn('policy/a/new'),
  ],
  ['GetPolicy', { PolicyArn: policy }, `policy ${policy}`],
  ['ListPolicies', {}, 'policy path /'],
  ['DeletePolicy', { PolicyArn: policy }, `policy ${policy}`],
  ['CreatePolicyVersion', { PolicyArn: policy, PolicyDocument: documents.readBucket }, `policy ${policy}`],
  ['GetPolicyVersion', { PolicyArn: policy, VersionId: 'v1' }, `policy ${policy}`],
  ['ListPolicyVersions', { PolicyArn: policy }, `policy ${policy}`],
  ['DeletePolicyVersion', { PolicyArn: policy, VersionId: 'v1' }, `policy ${policy}`],
  ['SetDefaultPolicyVersion', { PolicyArn: policy, VersionId: 'v1' }, `policy ${policy}`],
  ['TagPolicy', { PolicyArn: policy, Tags: tags }, `policy ${policy}`],
  ['UntagPolicy', { PolicyArn: policy, TagKeys: ['team'] }, `policy ${policy}`],
  ['ListPolicyTags', { PolicyArn: policy }, `policy ${policy}`],
  ['ListEntitiesForPolicy', { PolicyArn: policy }, `policy ${policy}`],
  ['CreateOpenIDConnectProvider', { Url: 'https://NEW.example/' }, arn('oidc-provider/new.example')],
  ['GetOpenIDConnectProvider', { OpenIDConnectProviderArn: provider }, provider],
  ['ListOpenIDConnectProviders', {}, arn('oidc-provider/*')],
  [
    'UpdateOpenIDConnectProviderThumbprint',
    { OpenIDConnectProviderArn: provider, ThumbprintList: [] },
    provider,
  ],
  ['AddClientIDToOpenIDConnectProvider', { OpenIDConnectProviderArn: provider, ClientID: 'c' }, provider],
  [
    'RemoveClientIDFromOpenIDConnectProvider',
    { OpenIDConnectProviderArn: provider, ClientID: 'c' },
    provider,
  ],
  ['TagOpenIDConnectProvider', { OpenIDConnectProviderArn: provider, Tags: tags }, provider],
  ['UntagOpenIDConnectProvider', { OpenIDConnectProviderArn: provider, TagKeys: ['team'] }, provider],
  ['ListOpenIDConnectProviderTags', { OpenIDConnectProviderArn: provider }, provider],
  ['DeleteOpenIDConnectProvider', { OpenIDConnectProviderArn: provider }, provider],
  [
    'CreateSAMLProvider',
    { Name: 'new', SAMLMetadataDocument: testIdentityProvider.metadata() },
    arn('saml-provider/new'),
  ],
  ['GetSAMLProvider', { SAMLProviderArn: samlProvider }, samlProvider],
  ['ListSAMLProviders', {}, arn('saml-provider/*')],
  ['UpdateSAMLProvider', { SAMLProviderArn: samlProvider }, samlProvider],
  ['TagSAMLProvider', { SAMLProviderArn: samlProvider, Tags: tags }, samlProvider],
  ['UntagSAMLProvider', { SAMLProviderArn: samlProvider, TagKeys: ['team'] }, samlProvider],
  ['ListSAMLProviderTags', { SAMLProviderArn: samlProvider }, samlProvider],
  ['DeleteSAMLProvider', { SAMLProviderArn: samlProvider }, samlProvider],
]

interface Allowed {
  readonly shows: string
  /** One, or several. */
  readonly statement: object | readonly object[]
  readonly allowed: readonly (readonly [call: string, input: Record<string, unknown>])[]
  readonly denied: readonly (readonly [call: string, input: Record<string, unknown>])[]
}

/** A statement on top of nothing, what it lets the caller do, and what it does not. */
const conditions: readonly Allowed[] = [
  {
    shows: 'the action and the resource',
    statement: { Action: 'iam:GetRole', Resource: arn('role/target') },
    allowed: [['GetRole', role]],
    denied: [
      ['GetRole', { RoleName: 'caller' }],
      ['ListRoleTags', role],
    ],
  },
  {
    shows: 'iam:PolicyARN',
    statement: {
      Action: ['iam:AttachRolePolicy', 'iam:DetachRolePolicy'],
      Resource: '*',
      Condition: { ArnEquals: { 'iam:PolicyARN': policy } },
    },
    allowed: [
      ['AttachRolePolicy', { ...role, PolicyArn: policy }],
      ['DetachRolePolicy', { ...role, PolicyArn: policy }],
    ],
    denied: [
      ['AttachRolePolicy', { ...role, PolicyArn: arn('policy/q') }],
      ['AttachRolePolicy', { ...role, PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }],
    ],
  },
  {
    shows: 'iam:PermissionsBoundary of a role to be made, and of one that is there',
    statement: {
      Action: ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:PutRolePermissionsBoundary'],
      Resource: '*',
      Condition: { StringEquals: { 'iam:PermissionsBoundary': policy } },
    },
    allowed: [
      [
        'CreateRole',
        { RoleName: 'fenced', AssumeRolePolicyDocument: documents.trustEc2, PermissionsBoundary: policy },
      ],
      ['PutRolePolicy', { RoleName: 'fenced', PolicyName: 'i', PolicyDocument: documents.readBucket }],
      ['PutRolePermissionsBoundary', { RoleName: 'fenced', PermissionsBoundary: policy }],
    ],
    denied: [
      ['CreateRole', { RoleName: 'free', AssumeRolePolicyDocument: documents.trustEc2 }],
      ['PutRolePolicy', { ...role, PolicyName: 'i', PolicyDocument: documents.readBucket }],
      ['PutRolePermissionsBoundary', { RoleName: 'fenced', PermissionsBoundary: arn('policy/q') }],
      ['DeleteRolePermissionsBoundary', { RoleName: 'fenced' }],
    ],
  },
  {
    shows: 'aws:RequestTag, and that tags need a permission of their own',
    statement: {
      Action: ['iam:CreatePolicy', 'iam:TagPolicy', 'iam:CreateRole', 'iam:TagRole'],
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestTag/team': 'shop' } },
    },
    allowed: [
      ['CreatePolicy', { PolicyName: 'tagged', PolicyDocument: documents.readBucket, Tags: tags }],
      ['TagRole', { ...role, Tags: tags }],
    ],
    denied: [
      ['CreatePolicy', { PolicyName: 'untagged', PolicyDocument: documents.readBucket }],
      ['TagRole', { ...role, Tags: [{ Key: 'team', Value: 'bank' }] }],
    ],
  },
  {
    shows: 'tags without the permission to tag',
    statement: { Action: ['iam:CreateRole'], Resource: '*' },
    allowed: [],
    denied: [
      ['CreateRole', { RoleName: 'tagged', AssumeRolePolicyDocument: documents.trustEc2, Tags: tags }],
    ],
  },
  {
    shows: 'a SAML provider with tags without the permission to tag',
    statement: { Action: ['iam:CreateSAMLProvider'], Resource: arn('saml-provider/tagged') },
    allowed: [['CreateSAMLProvider', { ...newProvider, Name: 'tagged' }]],
    denied: [
      ['CreateSAMLProvider', { ...newProvider, Name: 'tagged', Tags: tags }],
      ['CreateSAMLProvider', newProvider],
    ],
  },
  {
    shows: 'aws:TagKeys',
    statement: {
      Action: ['iam:TagPolicy', 'iam:UntagPolicy'],
      Resource: '*',
      Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team', 'cost'] } },
    },
    allowed: [
      ['TagPolicy', { PolicyArn: policy, Tags: [{ Key: 'cost', Value: '' }] }],
      ['UntagPolicy', { PolicyArn: policy, TagKeys: ['cost'] }],
    ],
    denied: [
      ['TagPolicy', { PolicyArn: policy, Tags: [...tags, { Key: 'owner', Value: '' }] }],
      ['UntagPolicy', { PolicyArn: policy, TagKeys: ['owner'] }],
    ],
  },
  {
    shows: 'iam:PassedToService, and the role that is passed',
    statement: [
      { Action: ['iam:AddRoleToInstanceProfile', 'iam:RemoveRoleFromInstanceProfile'], Resource: '*' },
      {
        Action: 'iam:PassRole',
        Resource: arn('role/target'),
        Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
      },
    ],
    allowed: [
      ['AddRoleToInstanceProfile', { ...role, InstanceProfileName: 'profile' }],
      ['RemoveRoleFromInstanceProfile', { ...role, InstanceProfileName: 'profile' }],
    ],
    denied: [['AddRoleToInstanceProfile', { RoleName: 'caller', InstanceProfileName: 'profile' }]],
  },
  {
    shows: 'iam:PassedToService of another service',
    statement: [
      { Action: 'iam:AddRoleToInstanceProfile', Resource: '*' },
      {
        Action: 'iam:PassRole',
        Resource: '*',
        Condition: { StringEquals: { 'iam:PassedToService': 'eks.amazonaws.com' } },
      },
    ],
    allowed: [],
    denied: [['AddRoleToInstanceProfile', { ...role, InstanceProfileName: 'profile' }]],
  },
  {
    shows: 'iam:AWSServiceName',
    statement: {
      Action: 'iam:CreateServiceLinkedRole',
      Resource: arn('role/aws-service-role/*'),
      Condition: { StringLike: { 'iam:AWSServiceName': 'eks*.amazonaws.com' } },
    },
    allowed: [
      ['CreateServiceLinkedRole', { AWSServiceName: 'eks.amazonaws.com' }],
      ['CreateServiceLinkedRole', { AWSServiceName: 'eks-nodegroup.amazonaws.com' }],
    ],
    denied: [['CreateServiceLinkedRole', { AWSServiceName: 'autoscaling.amazonaws.com' }]],
  },
  {
    shows: 'the ARN that a service-linked role will have',
    statement: {
      Action: ['iam:CreateServiceLinkedRole', 'iam:DeleteServiceLinkedRole'],
      Resource: arn('role/aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot'),
    },
    allowed: [
      ['CreateServiceLinkedRole', { AWSServiceName: 'spot.amazonaws.com' }],
      ['DeleteServiceLinkedRole', { RoleName: 'AWSServiceRoleForEC2Spot' }],
    ],
    denied: [
      ['CreateServiceLinkedRole', { AWSServiceName: 'elasticloadbalancing.amazonaws.com' }],
      ['DeleteServiceLinkedRole', { RoleName: 'AWSServiceRoleForAmazonEKS' }],
    ],
  },
  ...['aws:ResourceTag/team', 'iam:ResourceTag/team'].map(
    (key): Allowed => ({
      shows: key,
      statement: { Action: 'iam:Get*', Resource: '*', Condition: { StringEquals: { [key]: 'shop' } } },
      allowed: [
        ['GetRole', role],
        ['GetPolicy', { PolicyArn: policy }],
        ['GetInstanceProfile', { InstanceProfileName: 'profile' }],
        ['GetOpenIDConnectProvider', { OpenIDConnectProviderArn: provider }],
        ['GetSAMLProvider', { SAMLProviderArn: samlProvider }],
      ],
      denied: [
        ['GetRole', { RoleName: 'caller' }],
        ['GetPolicy', { PolicyArn: arn('policy/q') }],
        ['GetRole', { RoleName: 'nobody' }],
      ],
    }),
  ),
  {
    shows: 'each operation on SAML providers, on one of them',
    statement: { Action: 'iam:*SAMLProvider*', Resource: arn('saml-provider/new') },
    allowed: [
      ['CreateSAMLProvider', { ...newProvider, Tags: tags }],
      ...samlCalls(arn('saml-provider/new')),
      ['DeleteSAMLProvider', { SAMLProviderArn: arn('saml-provider/new') }],
    ],
    denied: [...samlCalls(samlProvider), ['DeleteSAMLProvider', { SAMLProviderArn: samlProvider }]],
  },
  {
    shows: 'the list of SAML providers',
    statement: { Action: 'iam:ListSAMLProviders', Resource: '*' },
    allowed: [['ListSAMLProviders', {}]],
    denied: [['GetSAMLProvider', { SAMLProviderArn: samlProvider }]],
  },
]

/** Who may call what of IAM. */
export const authorization = { operations, conditions, account, role, tags }
