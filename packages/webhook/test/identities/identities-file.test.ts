import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { identitiesFile } from '../../src/identities/identities-file.ts'
import { readIdentities } from '../../src/identities/read-identities.ts'
import { testReport } from '../test-report.ts'

const shop = { namespace: 'shop', serviceAccount: 'reports' }
const bad = 'has no namespace and serviceAccount'

it.each<readonly [unknown, readonly string[], readonly string[]]>([
  [{ identities: [shop, { namespace: 'a', serviceAccount: 'b' }] }, ['shop/reports', 'a/b'], []],
  [{ Identities: [{ Namespace: 'shop', SERVICEACCOUNT: 'reports' }] }, ['shop/reports'], []],
  [{ identities: [{ ...shop, workloadIdentity: true }], more: 1 }, ['shop/reports'], []],
  [{ identities: null }, [], []],
  [{ identities: [] }, [], []],
  [{}, [], []],
  [null, [], []],
  [{ identities: [null, shop, 7, 'x', {}] }, ['shop/reports'], [0, 2, 3, 4].map((at) => `${at}`)],
  [
    { identities: [{ namespace: 'shop' }, { ...shop, namespace: '' }, { ...shop, serviceAccount: 1 }] },
    [],
    ['0', '1', '2'],
  ],
  [JSON.parse('{"__proto__": {"identities": [{"namespace": "a", "serviceAccount": "b"}]}}'), [], []],
])('reads %j', (whole, keys, refused) => {
  expect(readIdentities(JSON.stringify(whole))).toEqual({
    keys,
    refused: refused.map((at) => ({ entry: `identities[${at}]`, because: bad })),
  })
})

it.each(['', ' \n'])('finds nobody in %j', (text) => {
  expect(readIdentities(text)).toEqual({ keys: [], refused: [] })
})

const broken: readonly (readonly [string, string | RegExp])[] = [
  ['[]', 'it is no JSON object'],
  ['[{"namespace": "shop", "serviceAccount": "reports"}]', 'it is no JSON object'],
  ['"shop/reports"', 'it is no JSON object'],
  ['7', 'it is no JSON object'],
  ['{"identities": {"namespace": "shop"}}', 'identities is no list'],
  ['{"identities": [', /JSON/],
]

it.each(broken)('throws at %j', (text, because) => {
  expect(() => readIdentities(text)).toThrow(because)
})

it('keeps what was known while the file cannot be read, and forgets it when the file is gone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rolecall-test-'))
  const stop = new AbortController()
  onTestFinished(async () => {
    stop.abort()
    await rm(folder, { recursive: true })
  })
  const path = join(folder, 'identities.json')
  const report = testReport()
  await writeFile(path, JSON.stringify({ identities: [shop] }))
  const identities = await identitiesFile(path, report, () => 0, stop.signal)
  expect([identities.synced(), identities.has('shop', 'reports')]).toEqual([true, true])
  // In one step: a look may come between the emptying of a file and its writing.
  await writeFile(`${path}.new`, '[]')
  await rename(`${path}.new`, path)
  await vi.waitFor(
    () => expect(report.told).toContain(`identities-file: ${path}: it is no JSON object`),
    30_000,
  )
  expect(identities.has('shop', 'reports')).toBe(true)
  await rm(path)
  await vi.waitFor(() => expect(identities.has('shop', 'reports')).toBe(false), 30_000)
})
