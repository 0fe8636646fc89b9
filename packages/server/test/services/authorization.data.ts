import { account } from './sts/sts-calls.ts'

const allow = (Action: string | string[], Resource: string | string[] = '*', Condition?: object) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition ? { Condition } : {}),
})
const deny = (...given: Parameters<typeof allow>) => ({ ...allow(...given), Effect: 'Deny' })
const clusterArn = (name: string) => `arn:aws:eks:us-east-1:${account}:cluster/${name}`
const eksRole = `arn:aws:iam::${account}:role/eks`

const identity = (action: string) =>
  new RegExp(
    `is not authorized to perform: ${action} on resource: .* because no identity-based policy allows the ${action} action$`,
  )
const explicit = (action: string) =>
  new RegExp(
    `is not authorized to perform: ${action} on resource: .* with an explicit deny in an identity-based policy$`,
  )

const red = { StringEquals: { 'aws:ResourceTag/team': 'red' } }
// biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
const own = { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } }

/** Statements of a caller's policy, a call, and what comes of it. */
const rows: readonly (readonly [
  name: string,
  statements: readonly object[],
  call: string,
  expected: 'ok' | RegExp,
])[] = [
  ['no policy', [], 'listRoles', identity('iam:ListRoles')],
  ['no policy', [], 'listClusters', identity('eks:ListClusters')],
  ['no policy', [], 'lookupEvents', identity('cloudtrail:LookupEvents')],
  ['no policy, of a cluster that is not there', [], 'describeNone', identity('eks:DescribeCluster')],
  ['a permission', [allow('iam:ListRoles')], 'listRoles', 'ok'],
  ['a permission in other letters', [allow('IAM:listroles')], 'listRoles', 'ok'],
  ['a permission by wildcard', [allow('iam:List*')], 'listRoles', 'ok'],
  ['a permission for another action', [allow('iam:ListUsers')], 'listRoles', identity('iam:ListRoles')],
  ['a denial beside it', [allow('*'), deny('iam:ListRoles')], 'listRoles', explicit('iam:ListRoles')],
  ['a resource', [allow('iam:GetRole', `arn:aws:iam::${account}:role/trusted`)], 'getRole', 'ok'],
  [
    'another resource',
    [allow('iam:GetRole', `arn:aws:iam::${account}:role/other`)],
    'getRole',
    identity('iam:GetRole'),
  ],
  [
    'a resource in other letters',
    [allow('iam:GetRole', `arn:aws:iam::${account}:role/TRUSTED`)],
    'getRole',
    identity('iam:GetRole'),
  ],
  [
    'a resource of another account',
    [allow('iam:GetRole', 'arn:aws:iam::999999999999:role/*')],
    'getRole',
    identity('iam:GetRole'),
  ],
  ['a cluster', [allow('eks:DescribeCluster', clusterArn('shop'))], 'describeShop', 'ok'],
  [
    'another cluster',
    [allow('eks:DescribeCluster', clusterArn('shop'))],
    'describeMall',
    identity('eks:DescribeCluster'),
  ],
  [
    'a cluster of another region',
    [allow('eks:*', `arn:aws:eks:eu-west-1:${account}:cluster/*`)],
    'describeShop',
    identity('eks:DescribeCluster'),
  ],
  ['clusters of a tag', [allow('eks:DescribeCluster', '*', red)], 'describeShop', 'ok'],
  [
    'clusters of another tag',
    [allow('eks:DescribeCluster', '*', red)],
    'describeMall',
    identity('eks:DescribeCluster'),
  ],
  ["clusters of one's own tag", [allow('eks:DescribeCluster', '*', own)], 'describeShop', 'ok'],
  [
    "clusters of another's tag",
    [allow('eks:DescribeCluster', '*', own)],
    'describeMall',
    identity('eks:DescribeCluster'),
  ],
  ['a permission to read', [allow('eks:Describe*')], 'deleteShop', identity('eks:DeleteCluster')],
  ['no permission to pass the role', [allow('eks:CreateCluster')], 'createCluster', identity('iam:PassRole')],
  [
    'passing the role to another service',
    [
      allow('eks:CreateCluster'),
      allow('iam:PassRole', eksRole, { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } }),
    ],
    'createCluster',
    identity('iam:PassRole'),
  ],
  [
    'tags other than asked',
    [
      allow('eks:CreateCluster', '*', { StringEquals: { 'aws:RequestTag/team': 'blue' } }),
      allow('iam:PassRole'),
    ],
    'createCluster',
    identity('eks:CreateCluster'),
  ],
  [
    'a region',
    [allow('eks:ListClusters', '*', { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } })],
    'listClusters',
    'ok',
  ],
  [
    'all regions but this',
    [allow('*'), deny('*', '*', { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } })],
    'listClusters',
    explicit('eks:ListClusters'),
  ],
  [
    'this address',
    [allow('*', '*', { IpAddress: { 'aws:SourceIp': ['127.0.0.0/8', '::1'] } })],
    'listRoles',
    'ok',
  ],
  [
    'another address',
    [allow('*', '*', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })],
    'listRoles',
    identity('iam:ListRoles'),
  ],
  [
    'all addresses but this',
    [allow('*'), deny('*', '*', { IpAddress: { 'aws:SourceIp': '127.0.0.1/32' } })],
    'lookupEvents',
    explicit('cloudtrail:LookupEvents'),
  ],
  [
    'TLS',
    [allow('*'), deny('*', '*', { Bool: { 'aws:SecureTransport': 'false' } })],
    'listRoles',
    explicit('iam:ListRoles'),
  ],
  [
    "one's own tag",
    [allow('*', '*', { StringEquals: { 'aws:PrincipalTag/team': 'red' } })],
    'listRoles',
    'ok',
  ],
  [
    "another's tag",
    [allow('*', '*', { StringEquals: { 'aws:PrincipalTag/team': 'blue' } })],
    'listRoles',
    identity('iam:ListRoles'),
  ],
  [
    'a key that is not there, denied',
    [allow('*'), deny('*', '*', { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } })],
    'listRoles',
    explicit('iam:ListRoles'),
  ],
  [
    'a second factor',
    [allow('*'), deny('*', '*', { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } })],
    'listRoles',
    explicit('iam:ListRoles'),
  ],
  [
    'a time to come',
    [allow('*', '*', { DateGreaterThan: { 'aws:CurrentTime': '2999-01-01T00:00:00Z' } })],
    'listRoles',
    identity('iam:ListRoles'),
  ],
  [
    'its own ARN, which is the role',
    [allow('*', '*', { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/caller-*` } })],
    'listRoles',
    'ok',
  ],
]

export const permissions = { allow, deny, eksRole, explicit, identity, rows }
