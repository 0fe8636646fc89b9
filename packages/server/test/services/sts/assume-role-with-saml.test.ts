import { GetSAMLProviderCommand, IAMClient } from '@aws-sdk/client-iam'
import { AssumeRoleWithSAMLCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { prepareFederation } from '../../saml/prepare-federation.ts'
import { type Issuing, testIdentityProvider } from '../../saml/test-identity-provider.ts'
import type { TestServer } from '../../start-test-server.ts'
import { startStillServer } from '../start-still-server.ts'
import { assumeWithSaml, nameQualifier, samlSession } from './assume-with-saml.ts'
import { outcome } from './sts-calls.ts'

const { attribute, endpoint, entityId, provider, role } = testIdentityProvider
let server: TestServer

beforeAll(async () => {
  server = await startStillServer()
  await prepareFederation(server)
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

describe('a good assertion', () => {
  test('is answered with credentials and with what it said', async () => {
    const { Credentials, $metadata: _metadata, ...answer } = await assumeWithSaml(server, {})
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
      NameQualifier: nameQualifier,
      SessionTokenSize: Credentials?.SessionToken?.length,
      SessionTokenUtilization: expect.any(Number),
    })
  })

  test('makes its bearer the role', async () => {
    const client = server.client(STSClient, { credentials: await samlSession(server, {}) })
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
    expect(await assumeWithSaml(server, issuing)).toMatchObject({ Subject: 'alice', ...answer })
  })

  test('may come in lines', async () => {
    const base64 = testIdentityProvider.issue({ now: server.now() })
    const SAMLAssertion = base64.replace(/.{76}/g, (line) => `${line}\r\n`)
    expect((await assumeWithSaml(server, {}, { SAMLAssertion })).Subject).toBe('alice')
  })

  test('for the endpoint of the provider itself', async () => {
    const iam = server.client(IAMClient)
    const { SAMLProviderUUID } = await iam.send(new GetSAMLProviderCommand({ SAMLProviderArn: provider }))
    const recipient = `${endpoint}/acs/${SAMLProviderUUID}`
    expect((await assumeWithSaml(server, { recipient })).Audience).toBe(recipient)
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
    const { Credentials } = await assumeWithSaml(server, { now: before, ...issuing }, { DurationSeconds })
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
    expect(await outcome(assumeWithSaml(server, issuing))).toMatch(expired)
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
