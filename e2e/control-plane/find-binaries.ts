import { accessSync, constants, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

export interface Binaries {
  readonly etcd: string
  readonly apiserver: string
  readonly kubectl: string
}

const programs = { etcd: 'etcd', apiserver: 'kube-apiserver', kubectl: 'kubectl' } as const

/** What was found, or what was not and how to get it, in one line. */
export type BinariesFound =
  | { readonly found: true; readonly binaries: Binaries }
  | { readonly found: false; readonly because: string }

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Looks for the programs where `setup-envtest` users say they are, then where `tools/kube/build.sh` puts them, then
 * on the PATH. Each is looked for by itself: a kubectl of the machine does for a kube-apiserver of ours.
 */
export function findBinaries(environment: Environment = process.env): BinariesFound {
  const { KUBEBUILDER_ASSETS: assets, XDG_CACHE_HOME: cache, PATH: path = '' } = environment
  const folders = [
    ...(assets ? [assets] : []),
    join(cache || join(homedir(), '.cache'), 'rolecall', 'kube'),
    ...path.split(delimiter).filter((folder) => folder !== ''),
  ]
  const at = (name: string) => folders.map((folder) => join(folder, name)).find(isProgram)
  const etcd = at(programs.etcd)
  const apiserver = at(programs.apiserver)
  const kubectl = at(programs.kubectl)
  if (etcd && apiserver && kubectl) return { found: true, binaries: { etcd, apiserver, kubectl } }
  const absent = Object.values(programs).filter((name) => at(name) === undefined)
  const how =
    'run tools/kube/build.sh where Go is, or set KUBEBUILDER_ASSETS to what `setup-envtest use -p path` prints'
  return {
    found: false,
    because: `${absent.join(' and ')} ${absent.length > 1 ? 'are' : 'is'} not here; ${how}`,
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
