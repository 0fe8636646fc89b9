import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { objectsFolder } from '../../src/identities/objects-folder.ts'
import { testReport } from '../test-report.ts'

const account = (name: string) =>
  JSON.stringify({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: 'shop' } })

it('tells that a file is wrong, and that the folder is read again once it is mended', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rolecall-test-'))
  const stop = new AbortController()
  onTestFinished(async () => {
    stop.abort()
    await rm(folder, { recursive: true })
  })
  // In one step: a look may come between the emptying of a file and its writing.
  const put = async (text: string) => {
    await writeFile(join(folder, '.new'), text)
    await rename(join(folder, '.new'), join(folder, 'accounts.json'))
  }
  const report = testReport()
  await put(account('reports'))
  const accounts = await objectsFolder({ folder, report, clock: () => 0, signal: stop.signal })
  expect([report.told, report.current]).toEqual([[], ['objects']])
  await put('{"kind": "ServiceAccount"}')
  await vi.waitFor(() => expect(report.told[0]).toMatch(/ServiceAccount without a name/), 30_000)
  expect(await accounts.find('shop', 'reports')).toEqual({ annotations: {} })
  expect(report.current).toEqual(['objects'])
  await put(account('invoices'))
  await vi.waitFor(() => expect(report.current).toEqual(['objects', 'objects']), 30_000)
  expect(await accounts.find('shop', 'invoices')).toEqual({ annotations: {} })
})
