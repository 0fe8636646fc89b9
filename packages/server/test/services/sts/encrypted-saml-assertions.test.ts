import { AssumeRoleWithSAMLCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Encryption, encryptAssertion } from '../../saml/encrypt-assertion.ts'
import { prepareFederation } from '../../saml/prepare-federation.ts'
import { type Issuing, testIdentityProvider } from '../../saml/test-identity-provider.ts'
import { testKeys } from '../../saml/test-keys.data.ts'
import type { TestServer } from '../../start-test-server.ts'
import { startStillServer } from '../start-still-server.ts'
import { outcome } from './sts-calls.ts'

let server: TestServer

beforeAll(async () => {
  server = await startStillServer()
  await prepareFederation(server, {
    provider: { AssertionEncryptionMode: 'Required', AddPrivateKey: testKeys.other.privateKey },
  })
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

const ours = testKeys.other.certificate
const badSignature = 'InvalidIdentityToken: Response signature invalid'
const to = (encryption: Partial<Encryption>) => (assertion: string) =>
  encryptAssertion(assertion, { certificate: ours, ...encryption })
/** One letter in the middle of the last, or the first, of the sealed values. */
const damaged = (which: RegExp) => (response: string) =>
  response.replace(which, (value: string) => {
    const middle = Math.floor(value.length / 2)
    return `${value.slice(0, middle)}${value[middle] === 'A' ? 'B' : 'A'}${value.slice(middle + 1)}`
  })
const content = /(?<=<\/ds:KeyInfo><xenc:CipherData><xenc:CipherValue>)[^<]+/
const key = /(?<=<\/xenc:EncryptionMethod><xenc:CipherData><xenc:CipherValue>)[^<]+/

test.each<[string, Partial<Issuing>, string]>([
  ['AES-256-GCM', { sealed: to({}) }, 'ok'],
  ['AES-128-GCM', { sealed: to({ cipher: 'aes-128-gcm' }) }, 'ok'],
  ['AES-256-CBC', { sealed: to({ cipher: 'aes-256-cbc' }) }, 'ok'],
  ['AES-128-CBC', { sealed: to({ cipher: 'aes-128-cbc' }) }, 'ok'],
  ['RSA-OAEP with SHA-256', { sealed: to({ transport: 'oaep-sha256' }) }, 'ok'],
  ['the key beside the data', { sealed: to({ beside: true }) }, 'ok'],
  ['in a signed response', { signs: 'response', sealed: to({}) }, 'ok'],
  ['both signed', { signs: 'both', sealed: to({}) }, 'ok'],
  ['in clear', {}, 'InvalidIdentityToken: The SAML provider requires that assertions are encrypted.'],
  ['not signed at all', { signs: 'nothing', sealed: to({}) }, badSignature],
  ['signed by another key', { key: testKeys.other.privateKey, sealed: to({}) }, badSignature],
  ['for another key', { sealed: to({ certificate: testKeys.idp.certificate }) }, badSignature],
  ['triple DES', { sealed: to({ cipher: 'des-ede3-cbc' }) }, badSignature],
  ['RSA 1.5', { sealed: to({ transport: 'rsa-1_5' }) }, badSignature],
  ['damaged, by GCM', { sealed: to({}), altered: damaged(content) }, badSignature],
  ['damaged, by CBC', { sealed: to({ cipher: 'aes-256-cbc' }), altered: damaged(content) }, badSignature],
  ['with a damaged key', { sealed: to({}), altered: damaged(key) }, badSignature],
  [
    'damaged in a signed response',
    { signs: 'response', sealed: to({}), altered: damaged(content) },
    badSignature,
  ],
  [
    'something else',
    { sealed: () => to({})('<saml:Subject xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"/>') },
    badSignature,
  ],
  ['no XML', { sealed: () => to({})('alice') }, badSignature],
  [
    'an assertion with another in its Advice',
    {
      sealed: (one) =>
        to({})(
          one.replace(
            '<saml:AuthnStatement',
            () => `<saml:Advice>${one.replace('"_a"', '"_b"')}</saml:Advice><saml:AuthnStatement`,
          ),
        ),
    },
    badSignature,
  ],
  ['encrypted twice', { sealed: (one) => to({})(to({})(one)) }, badSignature],
  ['a comment inside', { sealed: (one) => to({})(one.replace('>alice<', '>al<!-- -->ice<')) }, badSignature],
])('%s', async (_name, issuing, expected) => {
  const { role: RoleArn, provider: PrincipalArn } = testIdentityProvider
  const SAMLAssertion = testIdentityProvider.issue({ now: server.now(), ...issuing })
  const command = new AssumeRoleWithSAMLCommand({ RoleArn, PrincipalArn, SAMLAssertion })
  expect(await outcome(server.client(STSClient).send(command))).toBe(expected)
})
