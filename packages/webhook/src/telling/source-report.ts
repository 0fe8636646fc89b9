import { type Clock, toldRarely } from '@rolecall/core'
import type { SourceReport } from '../source.ts'
import type { WebhookLog } from './webhook-log.ts'
import type { WebhookMetrics } from './webhook-metrics.ts'

/**
 * Tells of sources in the log and the metrics. Each reason of an outage is told when it comes and then once a minute,
 * and its end once. What is refused is named once, and again when it changes.
 */
export function sourceReport(
  log: WebhookLog,
  metrics: Pick<WebhookMetrics, 'sourceFailed' | 'sourceRefused'>,
  clock: Clock,
): SourceReport {
  const rarely = toldRarely(clock)
  const missing = new Set<string>()
  const told = new Map<string, string>()
  return {
    failed(source, error) {
      metrics.sourceFailed(source)
      const because = error.message
      const unsaid = rarely(`${source} ${because}`)
      if (!unsaid) return
      missing.add(source)
      log.warn({ source, because, ...unsaid }, 'a source could not be read and is tried again')
    },
    read(source) {
      if (missing.delete(source)) log.info({ source }, 'a source is read again')
    },
    refused(source, entries) {
      metrics.sourceRefused(source, entries)
      const now = JSON.stringify(entries)
      if (told.get(source) === now) return
      told.set(source, now)
      for (const { entry, because } of entries)
        log.warn({ source, entry, because }, 'an entry is wrong and is left out')
    },
  }
}
