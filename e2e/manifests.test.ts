import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { onControlPlane } from './on-control-plane.ts'

interface Manifest {
  readonly kind: string
  readonly metadata: { readonly name: string; readonly namespace?: string }
}

const files = globSync(fileURLToPath(new URL('../deploy/manifests/*.yaml', import.meta.url))).sort()

const objectsOf = (file: string): Manifest[] =>
  parseAllDocuments(readFileSync(file, 'utf8')).flatMap((document) => document.toJS() ?? [])

if (files.length === 0) console.log('skipped: manifests: there are none in deploy/manifests')

describe.skipIf(files.length === 0)('manifests', () => {
  onControlPlane('plain manifests, by server-side dry run', (controlPlane) => {
    beforeAll(async () => {
      // A dry run leaves no namespace for the objects after it.
      const namespaces = new Set(files.flatMap(objectsOf).map(({ metadata }) => metadata.namespace))
      for (const name of namespaces) {
        if (name === undefined || name === 'default' || name.startsWith('kube-')) continue
        await controlPlane().makeNamespace(name)
      }
    })

    test.each(files.map((file) => [basename(file), file]))('%s', async (_, file) => {
      const line = ['apply', '--server-side', '--dry-run=server', '-o', 'name', '-f', file]
      const { code, output, errors } = await controlPlane().kubectl(line)
      expect(errors).toBe('')
      expect(code).toBe(0)
      expect(output.trim().split('\n')).toHaveLength(objectsOf(file).length)
    })
  })
})
