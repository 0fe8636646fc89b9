import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { fileCertificates } from '../../src/certificates/file-certificates.ts'
import { issueCertificate } from '../../src/certificates/issue-certificate.ts'

let folder: string
let stop: AbortController
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolecall-test-'))
  stop = new AbortController()
})
afterEach(async () => {
  stop.abort()
  await rm(folder, { recursive: true })
})

const issued = () => issueCertificate({ names: ['a.svc'], now: Date.now(), random: randomBytes }).certificate

/** As the kubelet writes a Secret: a new folder, and one symbolic link that is swapped for another. */
async function mounted(version: string, files: Readonly<Record<string, string>>) {
  await mkdir(join(folder, version))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, version, name), text)
  await symlink(version, join(folder, '..data_tmp'))
  await rename(join(folder, '..data_tmp'), join(folder, '..data'))
}

it('follows the swap of a mounted Secret, and keeps the old one while the new one is broken', async () => {
  const [first, second, third] = [issued(), issued(), issued()]
  await mounted('1', { 'tls.crt': first.cert, 'tls.key': first.key })
  for (const name of ['tls.crt', 'tls.key']) await symlink(join('..data', name), join(folder, name))
  const used: string[] = []
  const failures: string[] = []
  const certificates = await fileCertificates(
    { cert: join(folder, 'tls.crt'), key: join(folder, 'tls.key') },
    {
      use: ({ cert }) => void used.push(cert),
      failed: (error) => void failures.push(error.message),
      signal: stop.signal,
    },
  )
  expect(certificates.current()?.cert).toBe(first.cert)
  await mounted('2', { 'tls.crt': second.cert, 'tls.key': first.key })
  await vi.waitFor(() => expect(failures).not.toEqual([]), { timeout: 30_000 })
  expect(failures[0]).toMatch(/tls\.crt and .*tls\.key: the certificate and the key do not belong together/)
  expect(certificates.current()?.cert).toBe(first.cert)
  await mounted('3', { 'tls.crt': third.cert, 'tls.key': third.key })
  // A look in the middle of the swap reads it once more.
  await vi.waitFor(() => expect([...new Set(used)]).toEqual([first.cert, third.cert]), { timeout: 30_000 })
})

it('waits for files that are not there yet', async () => {
  const failures: string[] = []
  const certificates = await fileCertificates(
    { cert: join(folder, 'c'), key: join(folder, 'k') },
    { use: () => {}, failed: (error) => void failures.push(error.message), signal: stop.signal },
  )
  expect([certificates.current(), failures.length]).toEqual([undefined, 1])
  const { cert, key } = issued()
  await writeFile(join(folder, 'c'), cert)
  await writeFile(join(folder, 'k'), key)
  await vi.waitFor(() => expect(certificates.current()?.cert).toBe(cert), { timeout: 30_000 })
})
