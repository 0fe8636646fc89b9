import { readFile } from 'node:fs/promises'
import type { Clock } from '@rolecall/core'
import { followFiles } from '../files/follow-files.ts'
import type { RefusedEntry, Source, SourceReport } from '../source.ts'

/** Who gets credentials by EKS Pod Identity. */
export interface PodIdentities extends Source {
  has(namespace: string, serviceAccount: string): boolean
}

const name = 'identities-file'

/**
 * The ServiceAccounts of `--watch-container-credentials-config`:
 * `{"identities": [{"namespace": …, "serviceAccount": …}]}`. Without the file, or when it is empty, there are none;
 * one that cannot be read leaves what was known. Source: amazon-eks-pod-identity-webhook, `pkg/containercredentials`.
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

function readIdentities(text: string): { keys: readonly string[]; refused: readonly RefusedEntry[] } {
  if (text.trim() === '') return { keys: [], refused: [] }
  const whole: unknown = JSON.parse(text)
  const list = typeof whole === 'object' && whole !== null && 'identities' in whole ? whole.identities : []
  if (!Array.isArray(list)) throw new Error('identities is no list')
  const keys: string[] = []
  const refused: RefusedEntry[] = []
  for (const [index, one] of list.entries()) {
    const { namespace, serviceAccount } = (one ?? {}) as Readonly<Record<string, unknown>>
    if (typeof namespace === 'string' && typeof serviceAccount === 'string' && namespace && serviceAccount)
      keys.push(`${namespace}/${serviceAccount}`)
    else refused.push({ entry: `identities[${index}]`, because: 'has no namespace and serviceAccount' })
  }
  return { keys, refused }
}
