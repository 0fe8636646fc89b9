import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testIdentityProvider } from '../../saml/test-identity-provider.ts'
import { testKeys } from '../../saml/test-keys.data.ts'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { send, steps } from './iam-steps.ts'
import { samlProviderSteps } from './saml-providers.data.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

const arn = (name: string) => `arn:aws:iam::111122223333:saml-provider/${name}`
const SAMLProviderArn = arn('corp')
const document = testIdentityProvider.metadata()
const { end, goodDocuments, life, refused } = samlProviderSteps

describe('the life of a SAML provider', () => {
  steps(() => server, life)

  test('a key goes by its id, the last one not while assertions must be encrypted', async () => {
    const keys = async () => {
      const { output } = await send(server, { call: 'GetSAMLProvider', input: { SAMLProviderArn } })
      const { PrivateKeyList = [] } = output as { PrivateKeyList?: { KeyId: string }[] }
      return PrivateKeyList.map(({ KeyId }) => KeyId)
    }
    const remove = (RemovePrivateKey: string | undefined) =>
      send(server, { call: 'UpdateSAMLProvider', input: { SAMLProviderArn, RemovePrivateKey } })
    const [first, second] = await keys()
    expect((await remove(first)).fault).toBeUndefined()
    expect((await remove(second)).fault).toEqual([
      'InvalidInput',
      400,
      'Unable to set assertion encryption mode to Required because no private key is provided.',
    ])
    expect(await keys()).toEqual([second])
  })

  steps(() => server, end)
})

describe('what is refused', () => steps(() => server, refused))

describe('metadata may have', () => {
  test.each(goodDocuments)('%s', async (_shows, SAMLMetadataDocument) => {
    const Name = `good${goodDocuments.findIndex(([, one]) => one === SAMLMetadataDocument)}`
    const { fault } = await send(server, {
      call: 'CreateSAMLProvider',
      input: { Name, SAMLMetadataDocument },
    })
    expect(fault).toBeUndefined()
    const { output } = await send(server, { call: 'GetSAMLProvider', input: { SAMLProviderArn: arn(Name) } })
    expect(output?.['SAMLMetadataDocument']).toBe(SAMLMetadataDocument)
  })
})

test('metadata longer than a request may be is refused as that', async () => {
  const SAMLMetadataDocument = document.replace('</md:Entity', `<!--${'a'.repeat(600_000)}--></md:Entity`)
  const { fault } = await send(server, {
    call: 'CreateSAMLProvider',
    input: { Name: 'big', SAMLMetadataDocument },
  })
  expect(fault?.[0]).toBe('RequestEntityTooLarge')
})

test('no private key is in the trail or in the store', async () => {
  const secret = testKeys.other.privateKey.split('\n')[5] ?? ''
  for (const name of readdirSync(server.folder)) {
    expect(readFileSync(`${server.folder}/${name}`, 'latin1').includes(secret)).toBe(false)
  }
})

test('an account has a limited number of providers', async () => {
  const fresh = await startTestServer()
  const create = (at: number) =>
    send(fresh, { call: 'CreateSAMLProvider', input: { Name: `p${at}`, SAMLMetadataDocument: document } })
  const all = await Promise.all(Array.from({ length: 101 }, (_, at) => create(at)))
  const faults = all.flatMap(({ fault }) => (fault ? [fault] : []))
  expect(faults).toEqual([['LimitExceeded', 409, 'Cannot exceed quota for SAMLProvidersPerAccount: 100']])
  await fresh.close()
})

test('of many who make the same one, one does', async () => {
  const input = { Name: 'race', SAMLMetadataDocument: document }
  const all = await Promise.all(
    Array.from({ length: 10 }, () => send(server, { call: 'CreateSAMLProvider', input })),
  )
  expect(all.filter(({ output }) => output)).toHaveLength(1)
})
