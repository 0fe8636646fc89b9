import { afterAll, beforeAll, describe } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { documents } from './documents.ts'
import { type Step, steps } from './iam-steps.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const policy = 'arn:aws:iam::111122223333:policy/none'
const provider = 'arn:aws:iam::111122223333:oidc-provider/none.example'
const role = { RoleName: 'r', AssumeRolePolicyDocument: documents.trustEc2 }
/** In a sentence of its own, which names the member. */
const names = 'is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-'
const tagKeys = '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+'
const long = (length: number) => 'x'.repeat(length)
const eachTagKey =
  'Member must satisfy constraint: [Member must have length less than or equal to 128, ' +
  `Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: ${tagKeys}]`

/** A call, its input, the member that breaks a limit, and the limit. */
const wrong: readonly (readonly [
  call: string,
  input: Record<string, unknown>,
  member: string,
  limit: string,
])[] = [
  ['GetRole', { RoleName: 'a b' }, 'roleName', names],
  ['GetRole', { RoleName: long(65) }, 'roleName', 'Member must have length less than or equal to 64'],
  [
    'CreateRole',
    { ...role, Path: 'team' },
    'path',
    'Member must satisfy regular expression pattern: (\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)',
  ],
  [
    'CreateRole',
    { ...role, Path: `/${long(511)}/` },
    'path',
    'Member must have length less than or equal to 512',
  ],
  [
    'CreateRole',
    { ...role, Description: long(1001) },
    'description',
    'Member must have length less than or equal to 1000',
  ],
  [
    'CreateRole',
    { ...role, Description: '\u0007' },
    'description',
    'Member must satisfy regular expression pattern: [\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*',
  ],
  [
    'CreateRole',
    { ...role, AssumeRolePolicyDocument: long(131_073) },
    'assumeRolePolicyDocument',
    'Member must have length less than or equal to 131072',
  ],
  [
    'CreateRole',
    { ...role, PermissionsBoundary: 'short' },
    'permissionsBoundary',
    'Member must have length greater than or equal to 20',
  ],
  [
    'CreateRole',
    { ...role, Tags: [{ Key: long(129), Value: '' }] },
    'tags.1.member.key',
    'Member must have length less than or equal to 128',
  ],
  [
    'CreateRole',
    { ...role, Tags: [{ Key: 'k', Value: long(257) }] },
    'tags.1.member.value',
    'Member must have length less than or equal to 256',
  ],
  [
    'CreateRole',
    {
      ...role,
      Tags: [
        { Key: 'a', Value: '' },
        { Key: 'a!', Value: '' },
      ],
    },
    'tags.2.member.key',
    `Member must satisfy regular expression pattern: ${tagKeys}`,
  ],
  ['UntagRole', { RoleName: 'r', TagKeys: ['a!'] }, 'tagKeys', eachTagKey],
  [
    'UntagRole',
    { RoleName: 'r', TagKeys: Array.from({ length: 51 }, (_, at) => `k${at}`) },
    'tagKeys',
    'Member must have length less than or equal to 50',
  ],
  ['PutRolePolicy', { RoleName: 'r', PolicyName: 'a/b', PolicyDocument: '{}' }, 'policyName', names],
  [
    'PutRolePolicy',
    { RoleName: 'r', PolicyName: long(129), PolicyDocument: '{}' },
    'policyName',
    'Member must have length less than or equal to 128',
  ],
  [
    'PutRolePolicy',
    { RoleName: 'r', PolicyName: 'p', PolicyDocument: '\u0100' },
    'policyDocument',
    'Member must satisfy regular expression pattern: [\\u0009\\u000A\\u000D\\u0020-\\u00FF]+',
  ],
  [
    'CreatePolicy',
    { PolicyName: 'p', PolicyDocument: '{}', Path: '/a//b/' },
    'path',
    'Member must satisfy regular expression pattern: ((/[A-Za-z0-9\\.,\\+@=_-]+)*)/',
  ],
  [
    'CreatePolicy',
    { PolicyName: 'p', PolicyDocument: '{}', Description: long(1001) },
    'description',
    'Member must have length less than or equal to 1000',
  ],
  ['GetPolicy', { PolicyArn: 'short' }, 'policyArn', 'Member must have length greater than or equal to 20'],
  [
    'GetPolicyVersion',
    { PolicyArn: policy, VersionId: '1' },
    'versionId',
    'Member must satisfy regular expression pattern: v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?',
  ],
  [
    'ListRoles',
    { Marker: '\u0100' },
    'marker',
    'Member must satisfy regular expression pattern: [\\u0020-\\u00FF]+',
  ],
  [
    'ListRoles',
    { PathPrefix: 'x' },
    'pathPrefix',
    'Member must satisfy regular expression pattern: \\u002F[\\u0021-\\u007F]*',
  ],
  [
    'CreateOpenIDConnectProvider',
    { Url: long(256) },
    'url',
    'Member must have length less than or equal to 255',
  ],
  [
    'CreateOpenIDConnectProvider',
    { Url: 'https://a.example', ThumbprintList: [long(41)] },
    'thumbprintList',
    'Member must satisfy constraint: [Member must have length less than or equal to 40, Member must have length greater than or equal to 40]',
  ],
  [
    'CreateOpenIDConnectProvider',
    { Url: 'https://a.example', ClientIDList: [long(256)] },
    'clientIDList',
    'Member must satisfy constraint: [Member must have length less than or equal to 255, Member must have length greater than or equal to 1]',
  ],
  [
    'AddClientIDToOpenIDConnectProvider',
    { OpenIDConnectProviderArn: provider, ClientID: long(256) },
    'clientID',
    'Member must have length less than or equal to 255',
  ],
]

describe('a value that breaks a limit', () => {
  const rows = wrong.map(
    ([call, input, member, limit]): Step => ({
      call,
      input,
      shows: `${member}: ${limit.slice(0, 60)}`,
      fault: [
        'ValidationError',
        400,
        limit === names
          ? `The specified value for ${member} ${names}`
          : `1 validation error detected: Value at '${member}' failed to satisfy constraint: ${limit}`,
      ],
    }),
  )
  steps(() => server, rows)
})
