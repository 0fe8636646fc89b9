import { AssumeRoleWithSAMLCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { badAssertions } from '../../saml/bad-assertions.data.ts'
import { prepareFederation } from '../../saml/prepare-federation.ts'
import { testIdentityProvider } from '../../saml/test-identity-provider.ts'
import type { TestServer } from '../../start-test-server.ts'
import { startStillServer } from '../start-still-server.ts'
import { outcome } from './sts-calls.ts'

let server: TestServer

beforeAll(async () => {
  server = await startStillServer()
  await prepareFederation(server)
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

const assume = (SAMLAssertion: string, input = {}) => {
  const { role: RoleArn, provider: PrincipalArn } = testIdentityProvider
  return server
    .client(STSClient)
    .send(new AssumeRoleWithSAMLCommand({ RoleArn, PrincipalArn, SAMLAssertion, ...input }))
}

test('the same without anything bad earns credentials', async () => {
  const answer = await assume(testIdentityProvider.issue({ now: server.now() }))
  expect(answer.Credentials?.AccessKeyId).toMatch(/^ASIA/)
})

test.each(badAssertions)('$name', async ({ issuing = {}, sent = (text) => text, input, refused }) => {
  const assertion = sent(testIdentityProvider.issue({ now: server.now(), ...issuing }))
  expect(await outcome(assume(assertion, input))).toBe(refused.join(': '))
})
