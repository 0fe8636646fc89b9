import { type Clock, matchesPattern } from '@rolecall/core'
import type { WebhookSettings } from '../settings.ts'
import type { RefusedEntry, Source, SourceReport } from '../source.ts'
import type { IrsaWiring } from '../wiring.ts'
import { type ConfigMapEntry, readConfigMap } from './read-config-map.ts'

export interface ConfigMapIdentities extends Source {
  /**
   * An entry of this very name, or else of the pattern that leaves the least open. Where one was left out that goes
   * before it, nothing: the role of a wider pattern is not the one that was meant.
   */
  find(namespace: string, serviceAccount: string): IrsaWiring | undefined
  /** Why the entry for it was left out, if there is one; of several that which leaves the least open. */
  wrong(namespace: string, serviceAccount: string): string | undefined
  /** Takes `data.config` as it is now; `undefined` when there is no such ConfigMap, which gives nobody a role. */
  update(config: string | undefined): void
  /** Takes note that nothing has changed since. */
  confirm(): void
}

interface LeftOut extends RefusedEntry {
  readonly namespace: string
  readonly serviceAccount: string
}

const name = 'config-map'

/** How little an entry leaves open; a name leaves nothing. */
const literal = ({ namespace }: { readonly namespace: string }) =>
  namespace.includes('*') ? namespace.replaceAll('*', '').length : Number.MAX_SAFE_INTEGER

/** What the ConfigMap says. Text that cannot be read leaves what was known in force. */
export function configMapIdentities(
  settings: WebhookSettings,
  report: SourceReport,
  clock: Clock,
): ConfigMapIdentities {
  let exact = new Map<string, IrsaWiring>()
  let patterns: readonly ConfigMapEntry[] = []
  let leftOut: readonly LeftOut[] = []
  let current: number | undefined
  let isReadable = false

  const narrowest = <Entry extends Pick<ConfigMapEntry, 'namespace' | 'serviceAccount'>>(
    of: readonly Entry[],
    namespace: string,
    serviceAccount: string,
  ) =>
    of.find((entry) => entry.serviceAccount === serviceAccount && matchesPattern(entry.namespace, namespace))
  const confirm = () => {
    // To be up to date with what cannot be read is to be behind.
    if (!isReadable) return
    current = clock()
    report.read(name)
  }

  return {
    name,
    synced: () => current !== undefined,
    size: () => exact.size + patterns.length,
    current: () => current,
    confirm,
    find(namespace, serviceAccount) {
      const found = exact.get(`${namespace}/${serviceAccount}`)
      if (found) return found
      const pattern = narrowest(patterns, namespace, serviceAccount)
      const wrong = narrowest(leftOut, namespace, serviceAccount)
      return pattern && wrong && literal(wrong) > literal(pattern) ? undefined : pattern?.wiring
    },
    wrong(namespace, serviceAccount) {
      const found = narrowest(leftOut, namespace, serviceAccount)
      return found && `its entry ${JSON.stringify(found.entry)} in the ConfigMap ${found.because}`
    },
    update(config) {
      try {
        const { entries, refused } = readConfigMap(config ?? '{}', settings)
        const isPattern = (entry: ConfigMapEntry) => entry.namespace.includes('*')
        exact = new Map(
          entries
            .filter((entry) => !isPattern(entry))
            .map((entry) => [`${entry.namespace}/${entry.serviceAccount}`, entry.wiring]),
        )
        patterns = entries.filter(isPattern).sort((a, b) => literal(b) - literal(a))
        leftOut = refused.flatMap(named).sort((a, b) => literal(b) - literal(a))
        isReadable = true
        confirm()
        report.refused(name, refused)
      } catch (error) {
        isReadable = false
        report.failed(name, error instanceof Error ? error : new Error(String(error)))
      }
    },
  }
}

/** One that is no NAMESPACE/NAME is nobody's. */
function named(refused: RefusedEntry): LeftOut[] {
  const [namespace, serviceAccount, more] = refused.entry.split('/')
  return namespace && serviceAccount && more === undefined ? [{ ...refused, namespace, serviceAccount }] : []
}
