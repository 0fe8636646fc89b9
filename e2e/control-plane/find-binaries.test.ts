import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { findBinaries } from './find-binaries.ts'

const folder = mkdtempSync(join(tmpdir(), 'rolecall-find-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A folder with programs in it. */
function folderOf(path: string, ...programs: string[]): string {
  mkdirSync(join(folder, path), { recursive: true })
  for (const program of programs) writeFileSync(join(folder, path, program), '', { mode: 0o755 })
  return join(folder, path)
}

const assets = folderOf('assets', 'etcd')
folderOf('cache/rolecall/kube', 'etcd', 'kube-apiserver')
const path = folderOf('path', 'etcd', 'kube-apiserver', 'kubectl')
const XDG_CACHE_HOME = join(folder, 'cache')

test('each program is taken from KUBEBUILDER_ASSETS, then from where it was built, then from the PATH', () => {
  expect(findBinaries({ KUBEBUILDER_ASSETS: assets, XDG_CACHE_HOME, PATH: path })).toEqual({
    found: true,
    binaries: {
      etcd: join(assets, 'etcd'),
      apiserver: join(XDG_CACHE_HOME, 'rolecall/kube/kube-apiserver'),
      kubectl: join(path, 'kubectl'),
    },
  })
})

test('what is missing is named with the ways to get it, in one line', () => {
  writeFileSync(join(assets, 'kubectl'), 'no program', { mode: 0o644 })
  const search = findBinaries({ KUBEBUILDER_ASSETS: assets, XDG_CACHE_HOME: join(folder, 'none'), PATH: '' })
  expect(search).toEqual({
    found: false,
    because: expect.stringMatching(
      /^kube-apiserver and kubectl are not here; run tools\/kube\/build\.sh .+ KUBEBUILDER_ASSETS .+$/,
    ),
  })
})
