import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '@rolecall/core'
import {
  type KubernetesConnection,
  KubernetesFault,
  resource,
  type ServiceAccount,
  watch,
} from '@rolecall/kubernetes'
import type { Annotations } from '../annotations/read-annotation.ts'
import type { SourceReport } from '../source.ts'
import type { FoundServiceAccount, ServiceAccounts } from './service-accounts.ts'

export interface WatchedServiceAccountsOptions {
  readonly connection: KubernetesConnection
  readonly annotationPrefix: string
  /** Milliseconds that the search for one that is not known may take. */
  readonly patience: number
  readonly report: SourceReport
  readonly clock: Clock
  readonly signal: AbortSignal
}

/** A search at the API server, which all who want the same ServiceAccount share. */
interface Search {
  until: number
  because: string
  readonly done: Promise<Annotations | undefined>
}

const name = 'service-accounts'
/** Searches at a time; who makes pods decides how many names are looked for. */
const mostSearches = 50
const none: Annotations = Object.freeze({})

/**
 * Every ServiceAccount of the cluster, by a watch. A pod often follows its ServiceAccount by less than the watch
 * does, so one that is not known is asked for at once, until it is there or the time is over.
 */
export function watchedServiceAccounts(options: WatchedServiceAccountsOptions): ServiceAccounts {
  const { connection, annotationPrefix, patience, report, clock, signal } = options
  const known = new Map<string, Annotations>()
  const searches = new Map<string, Search>()
  const waiting = new Map<string, Set<() => void>>()
  let synced = false
  let current: number | undefined

  const keep = ([key, annotations]: readonly [string, Annotations]) => {
    known.set(key, annotations)
    for (const arrived of waiting.get(key) ?? []) arrived()
  }
  void watch(connection, '/api/v1/serviceaccounts', {
    metadataOnly: true,
    transform: (object) => stripped(object as ServiceAccount, annotationPrefix),
    onReplace(all) {
      known.clear()
      for (const one of all) keep(one)
      synced = true
    },
    onEvent(type, one) {
      if (type === 'DELETED') known.delete(one[0])
      else keep(one)
    },
    onCurrent: () => {
      current = clock()
      report.read(name)
    },
    onFailure: (error) => report.failed(name, error),
    signal,
  })

  /** What it finds is not kept: the watch may know by now that it is gone again. */
  const search = async (namespace: string, account: string, self: () => Search) => {
    const at = resource<ServiceAccount>(
      connection,
      `/api/v1/namespaces/${encodeURIComponent(namespace)}/serviceaccounts`,
    )
    for (let pause = 50; ; pause = Math.min(pause * 2, 1000)) {
      try {
        return stripped(await at.get(account), annotationPrefix)[1]
      } catch (error) {
        self().because = error instanceof Error ? error.message : String(error)
        if (error instanceof KubernetesFault && fruitless.has(error.status)) return undefined
      }
      if (clock() + pause >= self().until || signal.aborted) return undefined
      await sleep(pause)
    }
  }
  const begin = (namespace: string, account: string): Search | undefined => {
    const key = `${namespace}/${account}`
    const found = searches.get(key)
    if (found) {
      found.until = clock() + patience
      return found
    }
    if (searches.size >= mostSearches) return undefined
    const self: Search = {
      until: clock() + patience,
      because: `the API server did not answer within ${patience} ms`,
      done: search(namespace, account, () => self).finally(() => searches.delete(key)),
    }
    searches.set(key, self)
    return self
  }

  return {
    name,
    synced: () => synced,
    size: () => known.size,
    annotations: () => known.values(),
    current: () => current,
    async find(namespace, account): Promise<FoundServiceAccount> {
      const key = `${namespace}/${account}`
      const there = known.get(key)
      if (there) return { annotations: there }
      const begun = begin(namespace, account)
      if (!begun) return { because: `${mostSearches} other ServiceAccounts are being looked for` }
      const { promise: over, resolve: end } = Promise.withResolvers<undefined>()
      const arrived = () => end(undefined)
      const those = waiting.get(key) ?? new Set()
      waiting.set(key, those.add(arrived))
      const timer = setTimeout(arrived, patience)
      try {
        const annotations = (await Promise.race([begun.done, over])) ?? known.get(key)
        return annotations ? { annotations } : { because: begun.because }
      } finally {
        clearTimeout(timer)
        those.delete(arrived)
        if (those.size === 0) waiting.delete(key)
      }
    },
  }
}

/** Answers that do not change by asking again. */
const fruitless: ReadonlySet<number> = new Set([400, 401, 403])

/** Its name, and the annotations of our prefix: of 50,000 ServiceAccounts little else stays in memory. */
function stripped({ metadata = {} }: ServiceAccount, prefix: string): readonly [string, Annotations] {
  const wanted = Object.entries(metadata.annotations ?? {}).filter(([key]) => key.startsWith(`${prefix}/`))
  return [`${metadata.namespace}/${metadata.name}`, wanted.length > 0 ? Object.fromEntries(wanted) : none]
}
