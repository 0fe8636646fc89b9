import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { type Step, send, steps } from './iam-steps.ts'
import { shapes } from './shapes.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const arn = (hostPath: string) => `arn:aws:iam::111122223333:oidc-provider/${hostPath}`
const OpenIDConnectProviderArn = arn('login.example/realms/shop')
const thumbprint = 'a'.repeat(40)
const whole = {
  Url: 'login.example/realms/shop',
  ClientIDList: ['sts.amazonaws.com'],
  ThumbprintList: [thumbprint],
  CreateDate: shapes.date,
  Tags: [],
}
const missing = arn('nobody.example')
const notThere = ['NoSuchEntity', 404, `OpenIDConnect Provider not found for arn ${missing}`] as const
const numbered = Array.from({ length: 101 }, (_, at) => `client${at}`)

const life: readonly Step[] = [
  {
    call: 'CreateOpenIDConnectProvider',
    shows: 'answers the ARN',
    input: {
      Url: 'https://login.example/realms/shop',
      ClientIDList: ['sts.amazonaws.com'],
      ThumbprintList: [thumbprint],
    },
    output: { OpenIDConnectProviderArn },
  },
  {
    call: 'GetOpenIDConnectProvider',
    shows: 'the URL without its scheme',
    input: { OpenIDConnectProviderArn },
    output: whole,
  },
  ...[
    'https://login.example/realms/shop',
    'https://login.example/realms/shop/',
    'https://LOGIN.example/realms/shop',
    'HTTPS://login.example:443/realms/shop',
  ].map(
    (Url): Step => ({
      call: 'CreateOpenIDConnectProvider',
      shows: `${Url} is the same`,
      input: { Url },
      fault: ['EntityAlreadyExists', 409, `Provider with url ${Url} already exists.`],
    }),
  ),
  {
    call: 'CreateOpenIDConnectProvider',
    shows: 'a path in another case is another, without thumbprints, with tags',
    input: { Url: 'https://login.example/realms/SHOP', Tags: [{ Key: 'team', Value: 'shop' }] },
    output: {
      OpenIDConnectProviderArn: arn('login.example/realms/SHOP'),
      Tags: [{ Key: 'team', Value: 'shop' }],
    },
  },
  {
    call: 'GetOpenIDConnectProvider',
    shows: 'empty lists',
    input: { OpenIDConnectProviderArn: arn('login.example/realms/SHOP') },
    output: {
      ...whole,
      Url: 'login.example/realms/SHOP',
      ClientIDList: [],
      ThumbprintList: [],
      Tags: [{ Key: 'team', Value: 'shop' }],
    },
  },
  {
    call: 'CreateOpenIDConnectProvider',
    shows: 'a port that is not the usual one',
    input: { Url: 'https://login.example:8443' },
    output: { OpenIDConnectProviderArn: arn('login.example:8443') },
  },
  {
    call: 'ListOpenIDConnectProviders',
    output: {
      OpenIDConnectProviderList: [
        { Arn: arn('login.example/realms/SHOP') },
        { Arn: arn('login.example/realms/shop') },
        { Arn: arn('login.example:8443') },
      ],
    },
  },
  {
    call: 'UpdateOpenIDConnectProviderThumbprint',
    input: { OpenIDConnectProviderArn, ThumbprintList: ['c'.repeat(40), 'd'.repeat(40)] },
    output: {},
  },
  {
    call: 'AddClientIDToOpenIDConnectProvider',
    input: { OpenIDConnectProviderArn, ClientID: 'shop' },
    output: {},
  },
  {
    call: 'AddClientIDToOpenIDConnectProvider',
    shows: 'twice is once',
    input: { OpenIDConnectProviderArn, ClientID: 'shop' },
    output: {},
  },
  {
    call: 'RemoveClientIDFromOpenIDConnectProvider',
    input: { OpenIDConnectProviderArn, ClientID: 'sts.amazonaws.com' },
    output: {},
  },
  {
    call: 'RemoveClientIDFromOpenIDConnectProvider',
    shows: 'one that is not there is no fault',
    input: { OpenIDConnectProviderArn, ClientID: 'nothing' },
    output: {},
  },
  {
    call: 'GetOpenIDConnectProvider',
    shows: 'what the updates left',
    input: { OpenIDConnectProviderArn },
    output: { ...whole, ClientIDList: ['shop'], ThumbprintList: ['c'.repeat(40), 'd'.repeat(40)] },
  },
  { call: 'DeleteOpenIDConnectProvider', input: { OpenIDConnectProviderArn }, output: {} },
  {
    call: 'GetOpenIDConnectProvider',
    input: { OpenIDConnectProviderArn },
    fault: ['NoSuchEntity', 404, `OpenIDConnect Provider not found for arn ${OpenIDConnectProviderArn}`],
  },
  {
    call: 'DeleteOpenIDConnectProvider',
    input: { OpenIDConnectProviderArn },
    fault: ['NoSuchEntity', 404, `OpenId connect Provider ${OpenIDConnectProviderArn} cannot be found.`],
  },
]

const badUrls = [
  'login.example',
  'http://login.example',
  'ftp://login.example',
  'https://',
  'https://user:secret@login.example',
  'https://login.example?tenant=1',
  'https://login.example/#shop',
  'https://login.example/a/../b',
  'https://login.example/*',
  'https://login.example//a',
]

const refused: readonly Step[] = [
  ...badUrls.map(
    (Url): Step => ({
      call: 'CreateOpenIDConnectProvider',
      shows: `not ${Url}`,
      input: { Url },
      fault: ['ValidationError', 400, 'Invalid Open ID Connect Provider URL'],
    }),
  ),
  {
    call: 'CreateOpenIDConnectProvider',
    input: {
      Url: 'https://many.example',
      ThumbprintList: ['a', 'b', 'c', 'd', 'e', 'f'].map((one) => one.repeat(40)),
    },
    fault: ['InvalidInput', 400, 'Thumbprint list must contain fewer than 5 entries.'],
  },
  {
    call: 'CreateOpenIDConnectProvider',
    input: { Url: 'https://many.example', ClientIDList: numbered },
    fault: ['LimitExceeded', 409, 'Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100'],
  },
  {
    call: 'CreateOpenIDConnectProvider',
    shows: '100 client ids',
    input: { Url: 'https://many.example', ClientIDList: numbered.slice(1) },
    output: { OpenIDConnectProviderArn: arn('many.example') },
  },
  {
    call: 'AddClientIDToOpenIDConnectProvider',
    input: { OpenIDConnectProviderArn: arn('many.example'), ClientID: 'one-more' },
    fault: ['LimitExceeded', 409, 'Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100'],
  },
  ...[
    { call: 'GetOpenIDConnectProvider' },
    { call: 'UpdateOpenIDConnectProviderThumbprint', input: { ThumbprintList: [thumbprint] } },
    { call: 'AddClientIDToOpenIDConnectProvider', input: { ClientID: 'shop' } },
    { call: 'RemoveClientIDFromOpenIDConnectProvider', input: { ClientID: 'shop' } },
    { call: 'TagOpenIDConnectProvider', input: { Tags: [{ Key: 'a', Value: 'b' }] } },
    { call: 'UntagOpenIDConnectProvider', input: { TagKeys: ['a'] } },
    { call: 'ListOpenIDConnectProviderTags' },
  ].map(
    ({ call, input }): Step => ({
      call,
      input: { OpenIDConnectProviderArn: missing, ...input },
      fault: notThere,
    }),
  ),
]

describe('the life of an OIDC provider', () => steps(() => server, life))
describe('what is refused', () => steps(() => server, refused))

test('an issuer on loopback may be without TLS, as those of this server are', async () => {
  const { output } = await send(server, {
    call: 'CreateOpenIDConnectProvider',
    input: { Url: `${server.url}/id/0123456789ABCDEF` },
  })
  const hostPath = `${new URL(server.url).host}/id/0123456789ABCDEF`
  expect(output).toEqual({ OpenIDConnectProviderArn: arn(hostPath) })
})

test('an account has a limited number of providers', async () => {
  const fresh = await startTestServer()
  const create = (at: number) =>
    send(fresh, { call: 'CreateOpenIDConnectProvider', input: { Url: `https://p${at}.example` } })
  for (let at = 0; at < 100; at += 1) expect((await create(at)).fault).toBeUndefined()
  expect((await create(100)).fault).toEqual([
    'LimitExceeded',
    409,
    'Cannot exceed quota for OpenIdConnectProvidersPerAccount: 100',
  ])
  await fresh.close()
})
