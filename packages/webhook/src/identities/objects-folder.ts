import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '@rolecall/core'
import type { Annotations } from '../annotations/read-annotation.ts'
import { followFiles } from '../files/follow-files.ts'
import { type Manifest, readManifests } from '../files/read-manifests.ts'
import type { SourceReport } from '../source.ts'
import type { ConfigMapIdentities } from './config-map-identities.ts'
import { configMapName } from './config-map-name.ts'
import type { ServiceAccounts } from './service-accounts.ts'

export interface ObjectsFolderOptions {
  readonly folder: string
  /** Kept what the ConfigMap of this namespace says, when given. */
  readonly configMap?: { readonly namespace: string; readonly identities: ConfigMapIdentities }
  readonly report: SourceReport
  readonly clock: Clock
  readonly signal: AbortSignal
}

const name = 'objects'

/**
 * ServiceAccounts and the ConfigMap from the YAML and JSON files of a folder, in place of a cluster; all else in
 * them is passed over. A finding in one file leaves all as it was before. Throws when the first reading finds one.
 */
export async function objectsFolder(options: ObjectsFolderOptions): Promise<ServiceAccounts> {
  const { folder, configMap, report, clock, signal } = options
  let known: ReadonlyMap<string, Annotations> = new Map()
  let current: number | undefined
  let first: Error | undefined
  const read = async () => {
    const manifests = await readFolder(folder)
    known = new Map(
      manifests
        .filter(({ kind }) => kind === 'ServiceAccount')
        .map((one) => [`${one.namespace}/${one.name}`, annotationsOf(one)]),
    )
    current = clock()
    report.read(name)
    if (!configMap) return
    const found = manifests.find(
      (one) =>
        one.kind === 'ConfigMap' && one.name === configMapName && one.namespace === configMap.namespace,
    )
    const { data } = (found?.object ?? {}) as { data?: { config?: unknown } | null }
    configMap.identities.update(typeof data?.config === 'string' ? data.config : undefined)
  }
  await followFiles({
    paths: () => filesOf(folder),
    read,
    failed(error) {
      if (current === undefined) first ??= error
      report.failed(name, error)
    },
    signal,
  })
  if (first) throw first
  return {
    name,
    synced: () => current !== undefined,
    size: () => known.size,
    annotations: () => known.values(),
    current: () => current,
    async find(namespace, account) {
      const key = `${namespace}/${account}`
      // A file may have been written just before.
      if (!known.has(key)) await read().catch(() => {})
      const annotations = known.get(key)
      return annotations ? { annotations } : { because: `no ServiceAccount ${key} stands in ${folder}` }
    },
  }
}

async function filesOf(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder)
  return names
    .filter((one) => /^[^.].*\.(ya?ml|json)$/.test(one))
    .sort()
    .map((one) => join(folder, one))
}

async function readFolder(folder: string): Promise<readonly Manifest[]> {
  const manifests: Manifest[] = []
  const findings: string[] = []
  const places = new Map<string, string>()
  for (const file of await filesOf(folder)) {
    const read = readManifests(file, await readFile(file, 'utf8'))
    findings.push(...read.findings)
    for (const one of read.manifests) {
      const key = `${one.kind} ${one.namespace}/${one.name}`
      const other = places.get(key)
      if (other) findings.push(`${one.place}: ${key} stands at ${other} already`)
      places.set(key, one.place)
      if (one.kind === 'ServiceAccount') findings.push(...wrongAnnotations(one))
      manifests.push(one)
    }
  }
  if (findings.length > 0) throw new Error(findings.join('\n'))
  return manifests
}

function annotationsOf({ object }: Manifest): Annotations {
  const { metadata } = object as { metadata?: { annotations?: Annotations | null } }
  return metadata?.annotations ?? {}
}

/** An API server takes text alone, so a number in a file would be a surprise later. */
function wrongAnnotations(one: Manifest): readonly string[] {
  const annotations = annotationsOf(one)
  if (typeof annotations !== 'object' || Array.isArray(annotations))
    return [`${one.place}: annotations are names with text`]
  return Object.entries(annotations)
    .filter(([, value]) => typeof value !== 'string')
    .map(([key]) => `${one.place}: annotation ${key} is no text; put it in quotes`)
}
