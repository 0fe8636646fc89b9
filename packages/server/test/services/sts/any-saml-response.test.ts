import { AssumeRoleWithSAMLCommand, STSClient } from '@aws-sdk/client-sts'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prepareFederation } from '../../saml/prepare-federation.ts'
import { testIdentityProvider } from '../../saml/test-identity-provider.ts'
import type { TestServer } from '../../start-test-server.ts'
import { startStillServer } from '../start-still-server.ts'

let server: TestServer
/** One for all these calls. */
let sts: STSClient

beforeAll(async () => {
  server = await startStillServer()
  sts = server.client(STSClient)
  await prepareFederation(server)
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

/** Refused with 4xx; `undefined` when it was not refused. */
async function refusal(SAMLAssertion: string): Promise<string | undefined> {
  const { role: RoleArn, provider: PrincipalArn } = testIdentityProvider
  const command = new AssumeRoleWithSAMLCommand({ RoleArn, PrincipalArn, SAMLAssertion })
  try {
    await sts.send(command)
    return undefined
  } catch (error) {
    const { $metadata, name } = error as { $metadata?: { httpStatusCode?: number }; name: string }
    expect($metadata?.httpStatusCode, name).toBeGreaterThanOrEqual(400)
    expect($metadata?.httpStatusCode, name).toBeLessThan(500)
    return name
  }
}

const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64')
/** What responses are made of, so that random ones get far. */
const pieces = fc.constantFrom(
  ...[
    '<',
    '>',
    '/',
    '</',
    '"',
    "'",
    '=',
    ' ',
    '&',
    ';',
    '&amp;',
    '&#x41;',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?x ?>',
    '<!DOCTYPE x>',
  ],
  ...[
    'xmlns',
    'xmlns:a',
    'a:',
    'ID',
    'Id',
    'xml:id',
    '_a',
    '_r',
    '#_a',
    'alice',
    '\u0000',
    '\uFFFF',
    '𝒜',
    'é',
    '\r\n',
    '\u2028',
  ],
  ...[
    'saml:Assertion',
    'ds:Signature',
    'ds:SignedInfo',
    'ds:Reference',
    'samlp:Response',
    'saml:Subject',
    '__proto__',
    'constructor',
  ],
)

test('no bytes fail with anything but a fault, and none earn credentials', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.uint8Array({ maxLength: 200 }).map(base64),
        fc.array(pieces).map((some) => base64(some.join(''))),
      ),
      async (assertion) => {
        expect(await refusal(assertion)).toBeDefined()
      },
    ),
    { numRuns: 300 },
  )
})

test.each(['assertion', 'response', 'both'] as const)(
  'no change to a response signed as %s makes it fail or say something else',
  async (signs) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(60), fc.array(pieces, { maxLength: 4 }), async (at, cut, some) => {
        const good = testIdentityProvider.response({ now: server.now(), signs })
        const from = at % good.length
        const changed = good.slice(0, from) + some.join('') + good.slice(from + cut)
        const { role: RoleArn, provider: PrincipalArn } = testIdentityProvider
        const SAMLAssertion = base64(changed)
        const refused = await refusal(SAMLAssertion)
        if (refused !== undefined) return
        const command = new AssumeRoleWithSAMLCommand({ RoleArn, PrincipalArn, SAMLAssertion })
        const answer = await sts.send(command)
        expect(answer).toMatchObject({
          Subject: 'alice',
          SubjectType: 'persistent',
          Issuer: testIdentityProvider.entityId,
        })
        expect(answer.AssumedRoleUser?.Arn).toMatch(/:assumed-role\/federated\/alice@shop\.example$/)
      }),
      { numRuns: 150 },
    )
  },
)
