import { pino } from 'pino'
import type { WebhookLog } from './webhook-log.ts'

/** One JSON object a line on standard output, from this level on. */
export function openLog(level: 'info' | 'debug'): WebhookLog {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { error: pino.stdSerializers.err },
  })
}
