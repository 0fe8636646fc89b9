import { type Clock, matchesPattern } from '@rolecall/core'
import type { WebhookSettings } from '../settings.ts'
import type { RefusedEntry, Source, SourceReport } from '../source.ts'
import type { IrsaWiring } from '../wiring.ts'
import { type ConfigMapEntry, readConfigMap } from './read-config-map.ts'

export interface ConfigMapIdentities extends Source {
  /** An entry of this very name, or else of the pattern that leaves the least open. */
  find(namespace: string, serviceAccount: string): IrsaWiring | undefined
  /** Why the entry for it was left out, if there is one. */
  wrong(namespace: string, serviceAccount: string): string | undefined
  /** Takes `data.config` as it is now; `undefined` when there is no such ConfigMap, which gives nobody a role. */
  update(config: string | undefined): void
}

const name = 'config-map'

/** What the ConfigMap says. Text that cannot be read leaves what was known in force. */
export function configMapIdentities(
  settings: WebhookSettings,
  report: SourceReport,
  clock: Clock,
): ConfigMapIdentities {
  let exact = new Map<string, IrsaWiring>()
  let patterns: readonly ConfigMapEntry[] = []
  let leftOut: readonly RefusedEntry[] = []
  let current: number | undefined
  return {
    name,
    synced: () => current !== undefined,
    size: () => exact.size + patterns.length,
    current: () => current,
    find(namespace, serviceAccount) {
      const found = exact.get(`${namespace}/${serviceAccount}`)
      if (found) return found
      return patterns.find(
        (entry) => entry.serviceAccount === serviceAccount && matchesPattern(entry.namespace, namespace),
      )?.wiring
    },
    wrong(namespace, serviceAccount) {
      const found = leftOut.find(({ entry }) => {
        const [of = '', name, more] = entry.split('/')
        return name === serviceAccount && more === undefined && matchesPattern(of, namespace)
      })
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
        const literal = (entry: ConfigMapEntry) => entry.namespace.replaceAll('*', '').length
        patterns = entries.filter(isPattern).sort((a, b) => literal(b) - literal(a))
        leftOut = refused
        current = clock()
        report.refused(name, refused)
      } catch (error) {
        report.failed(name, error instanceof Error ? error : new Error(String(error)))
      }
    },
  }
}
