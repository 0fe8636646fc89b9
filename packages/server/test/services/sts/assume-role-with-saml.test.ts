import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import {
  CreateRoleCommand,
  GetSAMLProviderCommand,
  IAMClient,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam'
import {
  AssumeRoleCommand,
  AssumeRoleWithSAMLCommand,
  type AssumeRoleWithSAMLCommandInput,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { prepareFederation } from '../../saml/prepare-federation.ts'
import { type Issuing, testIdentityProvider } from '../../saml/test-identity-provider.ts'
import type { Credentials, TestServer } from '../../start-test-server.ts'
import { startStillServer } from '../start-still-server.ts'
import { outcome, trust } from './sts-calls.ts'

const { attribute, endpoint, entityId, provider, role } = testIdentityProvider
/** BASE64 ( SHA1 ( entityId + "111122223333" + "/corp" ) ), made with another tool. */
const qualifier = 'Dv84MLhv57MQ5ORpuoeCSwve/qM='
let server: TestServer

beforeAll(async () => {
  server = await startStillServer()
  await prepareFederation(server)
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

const assume = (issuing: Partial<Issuing> = {}, input: Partial<AssumeRoleWithSAMLCommandInput> = {}) =>
  server.client(STSClient).send(
    new AssumeRoleWithSAMLCommand({
      RoleArn: role,
      PrincipalArn: provider,
      SAMLAssertion: testIdentityProvider.issue({ now: server.now(), ...issuing }),
      ...input,
    }),
  )

async function credentialsOf(
  issuing: Partial<Issuing>,
  input: Partial<AssumeRoleWithSAMLCommandInput> = {},
): Promise<Credentials> {
  const { Credentials: made } = await assume(issuing, input)
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = made ?? {}
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }
}

describe('a good assertion', () => {
  test('is answered with credentials and with what it said', async () => {
    const { Credentials, $metadata: _metadata, ...answer } = await assume({})
    expect(Credentials?.AccessKeyId).toMatch(/^ASIA/)
    expect(answer).toEqual({
      AssumedRoleUser: {
        Arn: 'arn:aws:sts::111122223333:assumed-role/federated/alice@shop.example',
        AssumedRoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}:alice@shop\.example$/),
      },
      Subject: 'alice',
      SubjectType: 'persistent',
      Issuer: entityId,
      Audience: endpoint,
      NameQualifier: qualifier,
      SessionTokenSize: Credentials?.SessionToken?.length,
      SessionTokenUtilization: expect.any(Number),
    })
  })

  test('makes its bearer the role', async () => {
    const client = server.client(STSClient, { credentials: await credentialsOf({}) })
    const { Arn } = await client.send(new GetCallerIdentityCommand({}))
    expect(Arn).toBe('arn:aws:sts::111122223333:assumed-role/federated/alice@shop.example')
  })

  const tags = { [attribute('PrincipalTag:team')]: ['shop'] }
  test.each<[string, Partial<Issuing>, object]>([
    ['signed as a response', { signs: 'response' }, {}],
    ['signed as both', { signs: 'both' }, {}],
    [
      'of a transient subject',
      { format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient' },
      { SubjectType: 'transient' },
    ],
    [
      'of a subject with a mail address',
      { format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress' },
      { SubjectType: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress' },
    ],
    ['of a subject in another script', { subject: 'Алиса &amp; 𝒜' }, { Subject: 'Алиса & 𝒜' }],
    ['for the audience of the endpoint', { audiences: [[endpoint]] }, {}],
    ['for one audience of two', { audiences: [['https://other.example', endpoint]] }, {}],
    [
      'for the endpoint of a region',
      { recipient: 'https://eu-west-1.signin.aws.amazon.com/saml' },
      { Audience: 'https://eu-west-1.signin.aws.amazon.com/saml' },
    ],
    [
      'with the pair the other way round, and spaces',
      { attributes: { [attribute('Role')]: [` ${provider} , ${role} `] } },
      {},
    ],
    [
      'with another pair besides',
      { attributes: { [attribute('Role')]: ['a,b', `${role},${provider}`] } },
      {},
    ],
    [
      'with a source identity',
      { attributes: { [attribute('SourceIdentity')]: ['alice'] } },
      { SourceIdentity: 'alice' },
    ],
    ['with tags', { attributes: tags }, {}],
    ['from a clock that is a minute ahead', { issued: 50, notBefore: 50 }, {}],
    [
      'with an XML declaration',
      { altered: (text) => `<?xml version="1.0" encoding="UTF-8"?>\n${text}\n` },
      {},
    ],
    [
      'with the line ends of another system',
      { said: (text) => text.replaceAll('><', '>\n<'), altered: (text) => text.replaceAll('\n', '\r\n') },
      {},
    ],
    [
      'signed with SHA-512',
      {
        signature: {
          hash: 'sha512',
          method: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
          digest: 'http://www.w3.org/2001/04/xmlenc#sha512',
        },
      },
      {},
    ],
    [
      'signed with SHA-384',
      {
        signature: {
          hash: 'sha384',
          method: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384',
          digest: 'http://www.w3.org/2001/04/xmldsig-more#sha384',
        },
      },
      {},
    ],
    ['whose signature has its prefix from above', { altered: hoisted }, {}],
    ['in default namespaces', { said: (text) => text.replaceAll('saml:', '').replace(':saml=', '=') }, {}],
    [
      'with types, whose prefix the signature includes',
      { said: typed, signature: { transforms: including } },
      {},
    ],
    [
      'with types, in a signed response',
      { signs: 'response', said: typed, signature: { transforms: including } },
      {},
    ],
  ])('%s', async (_name, issuing, answer) => {
    expect(await assume(issuing)).toMatchObject({ Subject: 'alice', ...answer })
  })

  test('may come in lines', async () => {
    const base64 = testIdentityProvider.issue({ now: server.now() })
    const SAMLAssertion = base64.replace(/.{76}/g, (line) => `${line}\r\n`)
    expect((await assume({}, { SAMLAssertion })).Subject).toBe('alice')
  })

  test('for the endpoint of the provider itself', async () => {
    const iam = server.client(IAMClient)
    const { SAMLProviderUUID } = await iam.send(new GetSAMLProviderCommand({ SAMLProviderArn: provider }))
    const recipient = `${endpoint}/acs/${SAMLProviderUUID}`
    expect((await assume({ recipient })).Audience).toBe(recipient)
  })
})

const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const including = `<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"></ds:Transform><ds:Transform Algorithm="${exclusive}"><ec:InclusiveNamespaces xmlns:ec="${exclusive}" PrefixList="xs"></ec:InclusiveNamespaces></ds:Transform>`

/** Gives each value a type, as most issuers do: the prefix stands in a value, where canonicalization sees none. */
function typed(assertion: string): string {
  const schema = 'http://www.w3.org/2001/XMLSchema'
  return assertion
    .replace(' ID="_a"', ` xmlns:xs="${schema}" ID="_a"`)
    .replaceAll(
      '<saml:AttributeValue>',
      `<saml:AttributeValue xmlns:xsi="${schema}-instance" xsi:type="xs:string">`,
    )
}

/** Declares the prefix of the signature at the root of the response, as some libraries do. */
function hoisted(response: string): string {
  const declaration = ' xmlns:ds="http://www.w3.org/2000/09/xmldsig#"'
  return response.replace(declaration, '').replace('<samlp:Response', `<samlp:Response${declaration}`)
}

describe('how long a session lives', () => {
  const seconds = { [attribute('SessionDuration')]: ['1800'] }
  test.each<[string, Partial<Issuing>, number | undefined, number]>([
    ['an hour', {}, undefined, 3600],
    ['as asked', {}, 900, 900],
    ['as the assertion says, when that is less', { attributes: seconds }, undefined, 1800],
    ['as asked, when the assertion says more', { attributes: seconds }, 900, 900],
    ['until the session at the provider ends', { sessionEnds: 1000 }, undefined, 1000],
  ])('%s', async (_name, issuing, DurationSeconds, lifetime) => {
    const before = server.now()
    const { Credentials } = await assume({ now: before, ...issuing }, { DurationSeconds })
    expect(Credentials?.Expiration).toEqual(new Date(before + lifetime * 1000))
  })
})

describe('what has passed', () => {
  const expired =
    /^ExpiredTokenException: Token expired: current date\/time \d+ must be before the expiration date\/time \d+$/
  test.each<[string, Partial<Issuing>]>([
    ['the confirmation', { issued: -60, confirmedUntil: -1 }],
    ['the conditions', { issued: -60, notOnOrAfter: -1 }],
    ['the session at the provider', { sessionEnds: -1 }],
  ])('%s', async (_name, issuing) => {
    expect(await outcome(assume(issuing))).toMatch(expired)
  })

  test('by the clock of the server, and by no other', async () => {
    const other = await startStillServer()
    await prepareFederation(other)
    const SAMLAssertion = testIdentityProvider.issue({
      now: other.now(),
      confirmedUntil: 9999,
      notOnOrAfter: 9999,
    })
    const send = () =>
      other
        .client(STSClient)
        .send(new AssumeRoleWithSAMLCommand({ RoleArn: role, PrincipalArn: provider, SAMLAssertion }))
    expect(await outcome(send())).toBe('ok')
    other.advance(290_000)
    expect(await outcome(send())).toBe('ok')
    other.advance(20_000)
    expect(await outcome(send())).toBe(
      'ExpiredTokenException: Token must be redeemed within 5 minutes of issuance',
    )
    await other.close()
  })

  test('the metadata of the provider', async () => {
    const other = await startStillServer()
    const root = ` validUntil="${new Date(other.now() + 60_000).toISOString()}"`
    await prepareFederation(other, {
      provider: { SAMLMetadataDocument: testIdentityProvider.metadata({ root }) },
    })
    other.advance(61_000)
    const SAMLAssertion = testIdentityProvider.issue({ now: other.now() })
    const command = new AssumeRoleWithSAMLCommand({ RoleArn: role, PrincipalArn: provider, SAMLAssertion })
    expect(await outcome(other.client(STSClient).send(command))).toBe(
      'InvalidIdentityToken: The metadata of the SAML provider has expired. Update the provider.',
    )
    await other.close()
  })
})

describe('the session', () => {
  test('says in the trail who it was, and so does the call', async () => {
    const issuing = {
      subject: 'bob',
      attributes: {
        [attribute('PrincipalTag:team')]: ['shop'],
        [attribute('TransitiveTagKeys')]: ['team'],
        [attribute('SourceIdentity')]: ['bob-source'],
      },
    }
    const credentials = await credentialsOf(issuing, { DurationSeconds: 900 })
    await server.client(STSClient, { credentials }).send(new GetCallerIdentityCommand({}))
    const trail = server.client(CloudTrailClient)
    const recordsOf = async (AttributeKey: 'Username' | 'AccessKeyId', AttributeValue: string) => {
      const LookupAttributes = [{ AttributeKey, AttributeValue }]
      const { Events = [] } = await trail.send(new LookupEventsCommand({ LookupAttributes }))
      return Events.map(({ CloudTrailEvent = '' }) => JSON.parse(CloudTrailEvent))
    }
    const [call] = await recordsOf('Username', 'bob')
    expect(call).toMatchObject({
      eventName: 'AssumeRoleWithSAML',
      userIdentity: {
        type: 'SAMLUser',
        principalId: `${qualifier}:bob`,
        userName: 'bob',
        identityProvider: qualifier,
      },
      requestParameters: {
        sAMLAssertionID: '_a',
        roleSessionName: 'alice@shop.example',
        sourceIdentity: 'bob-source',
        principalTags: { team: 'shop' },
        transitiveTagKeys: ['team'],
        roleArn: role,
        principalArn: provider,
        durationSeconds: 900,
      },
      responseElements: { subject: 'bob', subjectType: 'persistent', nameQualifier: qualifier },
    })
    expect(JSON.stringify(call)).not.toContain('PHNhbWxw')
    const [used] = await recordsOf('AccessKeyId', credentials.accessKeyId)
    expect(used.userIdentity).toMatchObject({
      type: 'AssumedRole',
      sessionContext: { sourceIdentity: 'bob-source' },
    })
    expect(used.userIdentity.sessionContext.webIdFederationData).toBeUndefined()
  })

  test.each<[string, object]>([
    ['saml:sub', { 'saml:sub': 'alice' }],
    ['saml:sub_type', { 'saml:sub_type': 'persistent' }],
    ['saml:namequalifier', { 'saml:namequalifier': qualifier }],
    ['aws:FederatedProvider', { 'aws:FederatedProvider': provider }],
    ['aws:PrincipalTag', { 'aws:PrincipalTag/team': 'shop' }],
  ])('has %s in policies', async (_key, wanted) => {
    const credentials = await credentialsOf({ attributes: { [attribute('PrincipalTag:team')]: ['shop'] } })
    const iam = server.client(IAMClient)
    const get = () =>
      server
        .client(IAMClient, { credentials })
        .send(new GetSAMLProviderCommand({ SAMLProviderArn: provider }))
    const allow = (StringEquals: object) =>
      iam.send(
        new PutRolePolicyCommand({
          RoleName: 'federated',
          PolicyName: 'p',
          PolicyDocument: JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              { Effect: 'Allow', Action: 'iam:GetSAMLProvider', Resource: '*', Condition: { StringEquals } },
            ],
          }),
        }),
      )
    await allow(Object.fromEntries(Object.keys(wanted).map((key) => [key, 'other'])))
    expect(await outcome(get())).toMatch(/^AccessDenied: /)
    await allow(wanted)
    expect(await outcome(get())).toBe('ok')
  })
})

describe('the trust policy decides', () => {
  const denied = 'AccessDenied: Not authorized to perform sts:AssumeRoleWithSAML'
  const oid = 'urn:oid:1.3.6.1.4.1.5923.1.1.1.1'
  const when = (operator: string, key: string, value: unknown) => ({
    Condition: { [operator]: { [key]: value } },
  })
  const equals = (key: string, value: unknown) => when('StringEquals', key, value)
  const staff = { attributes: { [oid]: ['staff', 'employee'] } }

  const rows: readonly (readonly [string, object, Partial<Issuing>, boolean])[] = [
    ['saml:aud', equals('SAML:aud', endpoint), {}, true],
    ['another saml:aud', equals('SAML:aud', 'https://eu-west-1.signin.aws.amazon.com/saml'), {}, false],
    ['saml:iss', equals('saml:iss', entityId), {}, true],
    ['saml:sub', equals('saml:sub', 'alice'), {}, true],
    ['another saml:sub', equals('saml:sub', 'alice'), { subject: 'mallory' }, false],
    ['saml:sub_type', equals('saml:sub_type', 'persistent'), {}, true],
    ['saml:doc', equals('saml:doc', '111122223333/corp'), {}, true],
    ['saml:namequalifier', equals('saml:namequalifier', qualifier), {}, true],
    ['aws:FederatedProvider', equals('aws:FederatedProvider', provider), {}, true],
    ['sts:RoleSessionName', equals('sts:RoleSessionName', 'alice@shop.example'), {}, true],
    ['another sts:RoleSessionName', equals('sts:RoleSessionName', 'bob'), {}, false],
    [
      'an attribute of several values',
      when('ForAnyValue:StringEquals', 'saml:edupersonaffiliation', 'staff'),
      staff,
      true,
    ],
    [
      'an attribute that has not the value',
      when('ForAnyValue:StringEquals', 'saml:edupersonaffiliation', 'faculty'),
      staff,
      false,
    ],
    [
      'an attribute that is not there',
      when('ForAnyValue:StringEquals', 'saml:edupersonaffiliation', 'staff'),
      {},
      false,
    ],
    ['another action', { Action: 'sts:AssumeRoleWithWebIdentity' }, {}, false],
    [
      'another provider',
      { Principal: { Federated: 'arn:aws:iam::111122223333:saml-provider/other' } },
      {},
      false,
    ],
    ['the account, which is not the provider', { Principal: { AWS: '111122223333' } }, {}, false],
    [
      'tags without permission to tag',
      { Action: 'sts:AssumeRoleWithSAML' },
      { attributes: { [attribute('PrincipalTag:team')]: ['shop'] } },
      false,
    ],
    [
      'a source identity without permission',
      { Action: 'sts:AssumeRoleWithSAML' },
      { attributes: { [attribute('SourceIdentity')]: ['alice'] } },
      false,
    ],
    [
      'a tag as wanted',
      equals('aws:RequestTag/team', 'shop'),
      { attributes: { [attribute('PrincipalTag:team')]: ['shop'] } },
      true,
    ],
  ]
  test.each(rows)('%s', async (_name, statement, issuing, allowed) => {
    const name = `r${rows.findIndex(([row]) => row === _name)}`
    const iam = server.client(IAMClient)
    const arn = `arn:aws:iam::111122223333:role/${name}`
    const actions = ['sts:AssumeRoleWithSAML', 'sts:TagSession', 'sts:SetSourceIdentity']
    const AssumeRolePolicyDocument = trust({ Federated: provider }, { Action: actions, ...statement })
    await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument }))
    const attributes = { ...issuing.attributes, [attribute('Role')]: [`${arn},${provider}`] }
    const call = () => outcome(assume({ ...issuing, attributes }, { RoleArn: arn }))
    expect(await call()).toBe(allowed ? 'ok' : denied)
    const PolicyDocument = trust({ Federated: provider }, { Effect: 'Deny', Action: actions })
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: name, PolicyDocument }))
    expect(await call()).toBe(denied)
  })

  test('a role that is not there is refused in the same words', async () => {
    const RoleArn = 'arn:aws:iam::111122223333:role/nobody'
    const attributes = { [attribute('Role')]: [`${RoleArn},${provider}`] }
    expect(await outcome(assume({ attributes }, { RoleArn }))).toBe(denied)
  })
})

test('transitive tags go along with the next role, and the source identity with them', async () => {
  const iam = server.client(IAMClient)
  const next = 'arn:aws:iam::111122223333:role/next'
  const StringEquals = { 'aws:PrincipalTag/team': 'shop', 'sts:SourceIdentity': 'alice' }
  await iam.send(
    new CreateRoleCommand({
      RoleName: 'next',
      AssumeRolePolicyDocument: trust(role, { Condition: { StringEquals } }),
    }),
  )
  const statement = { Effect: 'Allow', Action: 'sts:*', Resource: next }
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
  await iam.send(new PutRolePolicyCommand({ RoleName: 'federated', PolicyName: 'next', PolicyDocument }))
  const credentials = await credentialsOf({
    attributes: {
      [attribute('PrincipalTag:team')]: ['shop'],
      [attribute('TransitiveTagKeys')]: ['team'],
      [attribute('SourceIdentity')]: ['alice'],
    },
  })
  const client = server.client(STSClient, { credentials })
  const { SourceIdentity } = await client.send(
    new AssumeRoleCommand({ RoleArn: next, RoleSessionName: 'next' }),
  )
  expect(SourceIdentity).toBe('alice')
})
