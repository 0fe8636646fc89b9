import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { generateSigningKey, jwksDocument } from '@rolecall/tokens'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { testAuthorities } from '../../test-authorities.data.ts'
import { outcome } from '../sts/sts-calls.ts'
import { putIssuer, register } from './connected-cluster-calls.ts'

const name = 'there'
const issuer = 'https://there.example'
let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
  await register(server, name)
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

async function recordOfPut(): Promise<string> {
  const LookupAttributes = [{ AttributeKey: 'EventName' as const, AttributeValue: 'PutClusterIssuer' }]
  const asked = new LookupEventsCommand({ LookupAttributes })
  const { Events = [] } = await server.client(CloudTrailClient).send(asked)
  return Events[0]?.CloudTrailEvent ?? ''
}

test('a private key that is sent by mistake is in no record', async () => {
  const { kid, privateJwk } = await generateSigningKey('ES256')
  const keys = JSON.stringify({ keys: [{ ...privateJwk, kid }] })
  expect(await outcome(putIssuer(server, { name, issuer, keys }))).toMatch(
    /private key material is among them/,
  )
  const record = await recordOfPut()
  expect(JSON.parse(record)).toMatchObject({
    errorCode: 'InvalidParameterException',
    requestParameters: { name, issuer },
  })
  expect(record).not.toContain(privateJwk['d'])
})

test('nor is one among certificates', async () => {
  const { cert, key } = testAuthorities.server
  const data = Buffer.from(cert + key).toString('base64')
  const put = putIssuer(server, { name, issuer, certificateAuthority: { data } })
  expect(await outcome(put)).toMatch(/a private key is in it/)
  const record = await recordOfPut()
  expect(JSON.parse(record).errorMessage).toMatch(/a private key is in it/)
  expect(record).not.toContain(data.slice(-80))
})

test('a call that is answered is recorded with its issuer', async () => {
  const keys = JSON.stringify(jwksDocument([await generateSigningKey('ES256')]))
  await putIssuer(server, { name, issuer, keys })
  expect(JSON.parse(await recordOfPut())).toMatchObject({
    requestParameters: { name, issuer },
    responseElements: { changed: true, cluster: { name } },
  })
})
