import { type KeySetReading, remoteKeySets } from '@rolecall/tokens'
import { afterAll, expect, test } from 'vitest'
import { tellingKeySets } from '../../src/issuers/telling-key-sets.ts'
import { startTestIssuer } from '../start-test-issuer.ts'
import { testAuthorities } from '../test-authorities.data.ts'

const untrusted = await startTestIssuer({ tls: testAuthorities.server })
afterAll(() => untrusted.close())

const warned: object[] = []
const log = {
  info: () => {},
  warn: (fields: object, message: string) => void warned.push({ ...fields, message }),
  error: () => {},
}

test('an issuer whose certificate is not trusted is told once, with what mends it', async () => {
  const sets = tellingKeySets(remoteKeySets({ fetch, clock: Date.now }), log)
  for (let time = 0; time < 3; time++)
    expect(await sets.get(untrusted.url)).toMatchObject({ ok: false, refusal: { code: 'untrusted' } })
  expect(warned.splice(0)).toEqual([
    {
      issuer: untrusted.url,
      reason: 'the issuer shows a certificate of an authority that is not trusted here',
      mend: 'name that authority in NODE_EXTRA_CA_CERTS, or register the cluster with it (rolecall cluster register)',
      message: 'no keys to verify tokens of an issuer with',
    },
  ])
})

test('another failure is told anew, and so is one after keys were there', async () => {
  const refused = (code: 'unreachable' | 'untrusted'): KeySetReading => ({
    ok: false,
    refusal: { code, message: code },
  })
  const answers: KeySetReading[] = [
    refused('unreachable'),
    refused('unreachable'),
    refused('untrusted'),
    { ok: true, keySet: { keys: [], unusable: [] } },
    refused('untrusted'),
  ]
  const sets = tellingKeySets({ get: async () => answers.shift()! }, log)
  while (answers.length > 0) await sets.get('https://a.example')
  expect(warned.map((one) => (one as { reason: string }).reason)).toEqual([
    'unreachable',
    'untrusted',
    'untrusted',
  ])
})
