import type { WrongCall } from '../wrong-calls.ts'

const account = '111122223333'
const role = (name: string) => `arn:aws:iam::${account}:role/${name}`
const user = (name: string) => `arn:aws:iam::${account}:user/${name}`
const federated = (name: string) => `arn:aws:sts::${account}:federated-user/${name}`
const long = (length: number) => 'x'.repeat(length)
const tag = (Key: string, Value = 'v') => ({ Key, Value })
const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] })

const references = 'API Reference of STS'
const recorded = 'answers of AWS recorded by localstack: tests/aws/services/sts/test_sts.snapshot.json'
const comparison = '"Compare AWS STS credentials", IAM User Guide'
const troubleshooting = '"Troubleshoot access denied error messages", IAM User Guide'
const ours = 'code and status of the API Reference; the text is ours, AWS’s is not published'

const names = '[\\w+=,.@-]*'
const tagKeys = '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+'
const atMost = (length: number) => `Member must have length less than or equal to ${length}`
const atLeast = (length: number) => `Member must have length greater than or equal to ${length}`
const matching = (pattern: string) => `Member must satisfy regular expression pattern: ${pattern}`

interface Where {
  readonly call: string
  readonly input?: WrongCall['input'] | undefined
}

/** Input that breaks one limit: what it is, where, and which. */
const breaks = (
  { call, input }: Where,
  value: string | undefined,
  member: string,
  limit: string,
  source = `${references}: ${call}`,
): WrongCall => ({
  call,
  ...(input ? { input } : {}),
  code: 'ValidationError',
  status: 400,
  text: `1 validation error detected: Value${value === undefined ? '' : ` '${value}'`} at '${member}' failed to satisfy constraint: ${limit}`,
  source,
})

/** Input that lacks a member. */
const lacks = ({ call, input }: Where, member: string): WrongCall => ({
  call,
  ...(input ? { input } : {}),
  code: 'ValidationError',
  status: 400,
  text: `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
  source: `${references}: ${call}`,
})

const assume = (more: object): Where => ({
  call: 'AssumeRole',
  input: { RoleArn: role('worker'), RoleSessionName: 'work', ...more },
})
const federate = (more: object): Where => ({ call: 'GetFederationToken', input: { Name: 'Bob', ...more } })
const session = (input: object): Where => ({ call: 'GetSessionToken', input: { ...input } })
const token = (more: object): Where => ({
  call: 'GetWebIdentityToken',
  input: { Audience: ['https://api.example.com'], SigningAlgorithm: 'RS256', ...more },
})
const web = (more: object): Where => ({
  call: 'AssumeRoleWithWebIdentity',
  input: { RoleArn: role('worker'), RoleSessionName: 'work', WebIdentityToken: 'abc.def.ghi', ...more },
})

const denied = (
  caller: string,
  { call, input }: Where,
  text: string,
  source = troubleshooting,
): WrongCall => ({
  call,
  ...(input ? { input } : {}),
  caller,
  code: 'AccessDenied',
  status: 403,
  text,
  source,
})
const notAllowed = (who: string, action: string, where = '') =>
  `User: ${who} is not authorized to perform: ${action}${where} because no identity-based policy allows the ${action} action`
const ofSessions = (caller: string, { call, input }: Where): WrongCall =>
  denied(caller, { call, input }, `Cannot call ${call} with session credentials`, comparison)

const parameter = ({ call, input }: Where, text: string, source = recorded): WrongCall => ({
  call,
  ...(input ? { input } : {}),
  code: 'InvalidParameterValue',
  status: 400,
  text,
  source,
})
const invalid = ({ call, input }: Where, text: string, source: string): WrongCall => ({
  ...parameter({ call, input }, text, source),
  code: 'ValidationError',
})

/** Calls of STS that are wrong, and what AWS says to them. */
export const wrongStsCalls: readonly WrongCall[] = [
  // AssumeRole: members
  lacks({ call: 'AssumeRole', input: { RoleSessionName: 'work' } }, 'roleArn'),
  lacks({ call: 'AssumeRole', input: { RoleArn: role('worker') } }, 'roleSessionName'),
  breaks(assume({ RoleSessionName: 'a b' }), 'a b', 'roleSessionName', matching(names), recorded),
  breaks(
    assume({ RoleSessionName: 'Session1:2' }),
    'Session1:2',
    'roleSessionName',
    matching(names),
    recorded,
  ),
  breaks(assume({ RoleSessionName: 'x' }), 'x', 'roleSessionName', atLeast(2)),
  breaks(assume({ RoleSessionName: long(65) }), long(65), 'roleSessionName', atMost(64), recorded),
  breaks(assume({ RoleSessionName: 'naïve' }), 'naïve', 'roleSessionName', matching(names)),
  breaks(assume({ RoleArn: 'arn:aws:iam::1' }), 'arn:aws:iam::1', 'roleArn', atLeast(20)),
  invalid(assume({ RoleArn: 'nothing-valid-in-here' }), 'nothing-valid-in-here is invalid', recorded),
  invalid(
    assume({ RoleArn: 'arn::b:::something/test-role' }),
    'arn::b:::something/test-role is invalid',
    recorded,
  ),
  invalid(
    assume({ RoleArn: 'arn:a::::something/test-role' }),
    'arn:a::::something/test-role is invalid',
    recorded,
  ),
  invalid(
    assume({ RoleArn: 'arn:a:::something/test-role' }),
    'arn:a:::something/test-role is invalid',
    recorded,
  ),
  invalid(assume({ RoleArn: 'arn:a:a::aaaaaaaaaa:' }), 'arn:a:a::aaaaaaaaaa: is invalid', recorded),
  breaks(
    assume({ DurationSeconds: 899 }),
    '899',
    'durationSeconds',
    'Member must have value greater than or equal to 900',
  ),
  breaks(
    assume({ DurationSeconds: 43_201 }),
    '43201',
    'durationSeconds',
    'Member must have value less than or equal to 43200',
  ),
  breaks(
    assume({ DurationSeconds: -1 }),
    '-1',
    'durationSeconds',
    'Member must have value greater than or equal to 900',
  ),
  invalid(
    assume({ DurationSeconds: 7200 }),
    'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    'https://repost.aws/knowledge-center/iam-role-duration-seconds',
  ),
  {
    ...invalid(
      assume({ RoleArn: role('longer'), DurationSeconds: 3601 }),
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
      '"Role chaining", IAM User Guide',
    ),
    caller: 'worker',
  },
  breaks(assume({ ExternalId: 'x' }), 'x', 'externalId', atLeast(2)),
  breaks(assume({ ExternalId: 'a b' }), 'a b', 'externalId', matching('[\\w+=,.@:\\/-]*')),
  breaks(assume({ SourceIdentity: 'a:b' }), 'a:b', 'sourceIdentity', matching(names)),
  breaks(assume({ SourceIdentity: 'x' }), 'x', 'sourceIdentity', atLeast(2)),
  breaks(assume({ SerialNumber: 'short' }), 'short', 'serialNumber', atLeast(9)),
  breaks(
    assume({ SerialNumber: `arn:aws:iam::${account}:mfa/ann`, TokenCode: '12345' }),
    '12345',
    'tokenCode',
    atLeast(6),
  ),
  breaks(assume({ TokenCode: 'abcdef' }), 'abcdef', 'tokenCode', matching('[\\d]*')),
  breaks(
    assume({ MinimumSessionTokenSize: 4097 }),
    '4097',
    'minimumSessionTokenSize',
    'Member must have value less than or equal to 4096',
  ),
  breaks(assume({ Tags: [tag('a?b')] }), 'a?b', 'tags.1.member.key', matching(tagKeys)),
  breaks(assume({ Tags: [tag(long(129))] }), long(129), 'tags.1.member.key', atMost(128)),
  breaks(assume({ Tags: [tag('a', long(257))] }), long(257), 'tags.1.member.value', atMost(256)),
  lacks(assume({ Tags: [{ Key: 'a' }] }), 'tags.1.member.value'),
  parameter(
    assume({ Tags: [tag('team'), tag('TEAM')] }),
    'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
  ),
  parameter(
    assume({ TransitiveTagKeys: ['team'] }),
    'The specified transitive tag key must be included in the requested tags.',
  ),
  {
    ...parameter(
      assume({ Tags: [tag('TEAM')] }),
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    ),
    caller: 'transitive',
  },
  invalid(
    assume({ Tags: [tag('aws:team')] }),
    'aws: prefixed tag key names are not allowed for external use.',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html; text as other services of AWS have it',
  ),
  breaks(assume({ Policy: long(2049) }), long(300), 'policy', atMost(2048)),
  breaks(
    assume({ Policy: '{"Version":"2012-10-17","Statement":"€"}' }),
    '{"Version":"2012-10-17","Statement":"€"}',
    'policy',
    matching('[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+'),
  ),
  {
    ...invalid(
      assume({ Policy: 'no policy' }),
      'Syntax errors in policy.',
      'MalformedPolicyDocument of IAM and STS',
    ),
    code: 'MalformedPolicyDocument',
  },
  invalid(
    assume({ PolicyArns: [{ arn: `arn:aws:iam::${account}:policy/none` }] }),
    `Policy arn:aws:iam::${account}:policy/none does not exist or is not attachable.`,
    'text as IAM has it for AttachRolePolicy',
  ),
  // AssumeRole: who and what
  denied(
    'nobody',
    assume({}),
    `User: ${user('nobody')} is not authorized to perform: sts:AssumeRole on resource: ${role('worker')}`,
  ),
  denied(
    'administrator',
    assume({ RoleArn: role('none') }),
    `User: ${user('administrator')} is not authorized to perform: sts:AssumeRole on resource: ${role('none')}`,
  ),
  denied(
    'administrator',
    assume({ RoleArn: user('nobody') }),
    `User: ${user('administrator')} is not authorized to perform: sts:AssumeRole on resource: ${user('nobody')}`,
  ),
  denied(
    'administrator',
    assume({ RoleArn: `arn:aws:iam::${account}:root` }),
    `User: ${user('administrator')} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::${account}:root`,
  ),
  denied(
    'administrator',
    assume({ RoleArn: `arn:aws-cn:iam::${account}:role/worker` }),
    `User: ${user('administrator')} is not authorized to perform: sts:AssumeRole on resource: arn:aws-cn:iam::${account}:role/worker`,
  ),
  denied(
    'administrator',
    assume({ RoleArn: 'arn:aws:iam::999999999999:role/worker' }),
    `User: ${user('administrator')} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::999999999999:role/worker`,
  ),
  denied(
    'administrator',
    assume({ RoleArn: role('guarded') }),
    `User: ${user('administrator')} is not authorized to perform: sts:AssumeRole on resource: ${role('guarded')}`,
  ),
  denied(
    'administrator',
    assume({ SerialNumber: `arn:aws:iam::${account}:mfa/ann`, TokenCode: '123456' }),
    'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
    'answers of AWS quoted in the tests of AWSCore.jl and in many reports',
  ),
  denied(
    'administrator',
    assume({ TokenCode: '123456' }),
    'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.',
    'as clients report it; not seen in an answer of AWS',
  ),
  // Sessions
  ofSessions('worker', session({})),
  ofSessions('worker', federate({})),
  ofSessions('of a user', session({})),
  ofSessions('of a user', federate({})),
  ofSessions('of a user', token({})),
  ofSessions('of a user', { call: 'GetAccessKeyInfo', input: { AccessKeyId: 'ASIAQNZGKIQY56JQ7WML' } }),
  ofSessions('of a user', { call: 'DecodeAuthorizationMessage', input: { EncodedMessage: 'x' } }),
  ofSessions('federated', assume({})),
  ofSessions('federated', session({})),
  ofSessions('federated', federate({})),
  ofSessions('federated', token({})),
  // GetSessionToken
  breaks(
    session({ DurationSeconds: 899 }),
    '899',
    'durationSeconds',
    'Member must have value greater than or equal to 900',
  ),
  breaks(
    session({ DurationSeconds: 129_601 }),
    '129601',
    'durationSeconds',
    'Member must have value less than or equal to 129600',
  ),
  breaks(session({ SerialNumber: 'a b c d e f' }), 'a b c d e f', 'serialNumber', matching('[\\w+=/:,.@-]*')),
  breaks(session({ TokenCode: '1234567' }), '1234567', 'tokenCode', atMost(6)),
  breaks(
    session({ MinimumSessionTokenSize: -1 }),
    '-1',
    'minimumSessionTokenSize',
    'Member must have value greater than or equal to 0',
  ),
  // GetFederationToken
  lacks({ call: 'GetFederationToken' }, 'name'),
  breaks(federate({ Name: 'x' }), 'x', 'name', atLeast(2)),
  breaks(federate({ Name: long(33) }), long(33), 'name', atMost(32)),
  breaks(federate({ Name: 'Bob/Eve' }), 'Bob/Eve', 'name', matching(names)),
  breaks(
    federate({ DurationSeconds: 899 }),
    '899',
    'durationSeconds',
    'Member must have value greater than or equal to 900',
  ),
  breaks(
    federate({ DurationSeconds: 129_601 }),
    '129601',
    'durationSeconds',
    'Member must have value less than or equal to 129600',
  ),
  parameter(
    federate({ Tags: [tag('a'), tag('A')] }),
    'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
  ),
  {
    ...invalid(
      federate({ Policy: document({ Effect: 'Maybe', Action: '*', Resource: '*' }) }),
      'Syntax errors in policy.',
      'MalformedPolicyDocument of IAM and STS',
    ),
    code: 'MalformedPolicyDocument',
  },
  denied(
    'nobody',
    federate({}),
    notAllowed(user('nobody'), 'sts:GetFederationToken', ` on resource: ${federated('Bob')}`),
  ),
  // GetAccessKeyInfo
  lacks({ call: 'GetAccessKeyInfo' }, 'accessKeyId'),
  breaks({ call: 'GetAccessKeyInfo', input: { AccessKeyId: 'AKIA' } }, 'AKIA', 'accessKeyId', atLeast(16)),
  breaks(
    { call: 'GetAccessKeyInfo', input: { AccessKeyId: long(129) } },
    long(129),
    'accessKeyId',
    atMost(128),
  ),
  breaks(
    { call: 'GetAccessKeyInfo', input: { AccessKeyId: 'AKIA-NZGKIQY56JQ7WML' } },
    'AKIA-NZGKIQY56JQ7WML',
    'accessKeyId',
    matching('[\\w]*'),
  ),
  invalid(
    { call: 'GetAccessKeyInfo', input: { AccessKeyId: 'AROAQNZGKIQY56JQ7WML' } },
    'AROAQNZGKIQY56JQ7WML is invalid',
    ours,
  ),
  invalid(
    { call: 'GetAccessKeyInfo', input: { AccessKeyId: 'AKIA0000000000000000' } },
    'AKIA0000000000000000 is invalid',
    ours,
  ),
  denied(
    'nobody',
    { call: 'GetAccessKeyInfo', input: { AccessKeyId: 'AKIAQNZGKIQY56JQ7WML' } },
    notAllowed(user('nobody'), 'sts:GetAccessKeyInfo'),
    'answer of AWS quoted in reports of capture-the-flag games',
  ),
  // DecodeAuthorizationMessage
  lacks({ call: 'DecodeAuthorizationMessage' }, 'encodedMessage'),
  breaks(
    { call: 'DecodeAuthorizationMessage', input: { EncodedMessage: long(10_241) } },
    undefined,
    'encodedMessage',
    atMost(10_240),
  ),
  {
    ...invalid(
      { call: 'DecodeAuthorizationMessage', input: { EncodedMessage: 'forged' } },
      'Message is not valid',
      ours,
    ),
    code: 'InvalidAuthorizationMessageException',
  },
  denied(
    'nobody',
    { call: 'DecodeAuthorizationMessage', input: { EncodedMessage: 'x' } },
    notAllowed(user('nobody'), 'sts:DecodeAuthorizationMessage'),
    'answer of AWS quoted in many reports',
  ),
  // GetWebIdentityToken
  lacks({ call: 'GetWebIdentityToken', input: { SigningAlgorithm: 'RS256' } }, 'audience'),
  lacks({ call: 'GetWebIdentityToken', input: { Audience: ['a'] } }, 'signingAlgorithm'),
  breaks(
    token({ DurationSeconds: 59 }),
    '59',
    'durationSeconds',
    'Member must have value greater than or equal to 60',
  ),
  breaks(
    token({ DurationSeconds: 3601 }),
    '3601',
    'durationSeconds',
    'Member must have value less than or equal to 3600',
  ),
  breaks(
    token({ SigningAlgorithm: 'HS256' }),
    'HS256',
    'signingAlgorithm',
    'Member must satisfy enum value set: [RS256, ES384]',
  ),
  breaks(token({ Audience: [long(1001)] }), long(300), 'audience.1.member', atMost(1000)),
  {
    ...denied(
      'administrator',
      token({}),
      'Outbound web identity federation is disabled for your account',
      'answer of AWS quoted in "Claude Platform on AWS"',
    ),
    code: 'OutboundWebIdentityFederationDisabledException',
  },
  denied('nobody', token({}), notAllowed(user('nobody'), 'sts:GetWebIdentityToken')),
  // AssumeRoleWithWebIdentity
  lacks(
    { call: 'AssumeRoleWithWebIdentity', input: { RoleArn: role('worker'), RoleSessionName: 'work' } },
    'webIdentityToken',
  ),
  breaks(web({ RoleSessionName: 'a/b' }), 'a/b', 'roleSessionName', matching(names)),
  breaks(web({ WebIdentityToken: 'abc' }), undefined, 'webIdentityToken', atLeast(4)),
  {
    ...invalid(
      web({}),
      'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
      'answer of AWS quoted in many reports',
    ),
    code: 'InvalidIdentityToken',
  },
  // Left out
  {
    call: 'AssumeRoot',
    input: {
      TargetPrincipal: account,
      TaskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials' },
    },
    code: 'InvalidAction',
    status: 400,
    text: 'This server does not offer sts:AssumeRoot: an installation has no root users.',
    source: '"Common error types", API Reference of STS; the text is ours',
  },
]
