import { readFile } from 'node:fs/promises'
import type { Clock } from '@rolecall/core'
import { followFiles } from '../files/follow-files.ts'
import type { Source, SourceReport } from '../source.ts'
import { readIdentities } from './read-identities.ts'

/** Who gets credentials by EKS Pod Identity. */
export interface PodIdentities extends Source {
  has(namespace: string, serviceAccount: string): boolean
}

const name = 'identities-file'

/**
 * The ServiceAccounts of `--watch-container-credentials-config`. Without the file, or when it is empty, there are none;
 * one that cannot be read leaves what was known.
 */
export async function identitiesFile(
  path: string,
  report: SourceReport,
  clock: Clock,
  signal: AbortSignal,
): Promise<PodIdentities> {
  let known: ReadonlySet<string> = new Set()
  let current: number | undefined
  const read = async () => {
    const { keys, refused } = readIdentities(await textOf(path))
    known = new Set(keys)
    current = clock()
    report.read(name)
    report.refused(name, refused)
  }
  await followFiles({
    paths: async () => [path],
    read,
    failed: (error) => report.failed(name, new Error(`${path}: ${error.message}`)),
    signal,
  })
  return {
    name,
    synced: () => current !== undefined,
    size: () => known.size,
    current: () => current,
    has: (namespace, serviceAccount) => known.has(`${namespace}/${serviceAccount}`),
  }
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}
