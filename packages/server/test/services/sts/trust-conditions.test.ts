import { CreateOpenIDConnectProviderCommand, CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestIssuer, type TestIssuer, testAudience } from '../../start-test-issuer.ts'
import { startTestServer, type TestServer } from '../../start-test-server.ts'

let server: TestServer
let issuer: TestIssuer
let provider: string

beforeAll(async () => {
  server = await startTestServer()
  issuer = await startTestIssuer()
  const command = new CreateOpenIDConnectProviderCommand({ Url: issuer.url, ClientIDList: [testAudience] })
  provider = (await server.client(IAMClient).send(command)).OpenIDConnectProviderArn ?? ''
})

afterAll(async () => {
  await issuer.close()
  await server.close()
})

const actions = ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession', 'sts:SetSourceIdentity']
const tagsClaim = 'https://aws.amazon.com/tags'
const sourceClaim = 'https://aws.amazon.com/source_identity'

interface Row {
  /** Beside an Allow for everything, unless `allow` has conditions of its own. */
  readonly deny?: object
  readonly allow?: object
  readonly roleTags?: readonly { Key: string; Value: string }[]
  readonly good: Record<string, unknown>
  readonly bad: Record<string, unknown>
}

const tags = (principal_tags: Record<string, string[]>, transitive_tag_keys: string[] = []) => ({
  [tagsClaim]: { principal_tags, transitive_tag_keys },
})

const rows: Readonly<Record<string, Row>> = {
  'an Allow for some tag keys': {
    allow: { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['project'] } },
    good: tags({ project: ['shop'] }),
    bad: tags({ department: ['x'], role: ['admin'] }),
  },
  'a Deny of a tag key': {
    deny: { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'admin' } },
    good: tags({ project: ['shop'] }),
    bad: tags({ admin: ['yes'] }),
  },
  'a Deny of a tag value': {
    deny: { StringEquals: { 'aws:RequestTag/team': 'red' } },
    good: tags({ team: ['blue'] }),
    bad: tags({ team: ['red'] }),
  },
  'a Deny of a transitive key': {
    deny: { 'ForAnyValue:StringEquals': { 'sts:TransitiveTagKeys': 'team' } },
    good: tags({ team: ['blue'] }),
    bad: tags({ team: ['blue'] }, ['team']),
  },
  'a Deny of a source identity': {
    deny: { StringLike: { 'sts:SourceIdentity': 'ceo*' } },
    good: { [sourceClaim]: 'alice' },
    bad: { [sourceClaim]: 'ceo-alice' },
  },
  'a Deny by any claim': {
    deny: { StringEquals: { 'ISSUER:environment': 'prod' } },
    good: { environment: 'test' },
    bad: { environment: 'prod' },
  },
}

test.each(Object.keys(rows))('%s in a trust policy is held against the token', async (name) => {
  const row = rows[name]!
  const RoleName = name.replaceAll(' ', '-')
  const host = issuer.url.replace('http://', '')
  const own = (condition: object) => JSON.parse(JSON.stringify(condition).replaceAll('ISSUER', host))
  const allow = { Effect: 'Allow', Principal: { Federated: provider }, Action: actions }
  const Statement = [
    row.allow ? { ...allow, Condition: own(row.allow) } : allow,
    ...(row.deny ? [{ ...allow, Effect: 'Deny', Condition: own(row.deny) }] : []),
  ]
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement })
  await server.client(IAMClient).send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }))
  const exchange = async (claims: Record<string, unknown>) =>
    server.client(STSClient).send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: `arn:aws:iam::111122223333:role/${RoleName}`,
        RoleSessionName: 'work',
        WebIdentityToken: await issuer.token(claims),
      }),
    )
  expect((await exchange(row.good)).Credentials).toBeDefined()
  await expect(exchange(row.bad)).rejects.toMatchObject({ name: 'AccessDenied' })
})

test.each([
  ['aws:team', 'x'],
  ['', 'x'],
  ['k'.repeat(129), 'x'],
  ['team', 'v'.repeat(257)],
  ['team', '<script>'],
])('a token whose tag is %s earns nothing', async (key, value) => {
  const command = new AssumeRoleWithWebIdentityCommand({
    RoleArn: 'arn:aws:iam::111122223333:role/a-Deny-of-a-tag-key',
    RoleSessionName: 'work',
    WebIdentityToken: await issuer.token(tags({ [key]: [value] })),
  })
  await expect(server.client(STSClient).send(command)).rejects.toThrow()
})
