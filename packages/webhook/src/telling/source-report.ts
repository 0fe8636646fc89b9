import type { SourceReport } from '../source.ts'
import type { WebhookLog } from './webhook-log.ts'
import type { WebhookMetrics } from './webhook-metrics.ts'

/** Tells of sources in the log and the metrics. What is refused is named once, and again when it changes. */
export function sourceReport(log: WebhookLog, metrics: WebhookMetrics): SourceReport {
  const told = new Map<string, string>()
  return {
    failed(source, error) {
      metrics.sourceFailed(source)
      log.warn({ source, because: error.message }, 'a source could not be read and is tried again')
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
