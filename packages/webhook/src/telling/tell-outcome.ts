import type { Outcome, TellOutcome } from '../outcome.ts'
import type { WebhookLog } from './webhook-log.ts'
import type { WebhookMetrics } from './webhook-metrics.ts'

/** How loud the log is about each; what needs a person is a warning. */
const levels: Readonly<Record<Outcome['result'], keyof WebhookLog>> = {
  mutated: 'info',
  unwired: 'debug',
  skipped: 'debug',
  complete: 'info',
  partial: 'warn',
  unknown: 'warn',
  unreadable: 'warn',
}

/** Counts each outcome, writes it to the log, and hands it to who writes Events. */
export function tellOutcome(
  metrics: WebhookMetrics,
  log: WebhookLog,
  event: (outcome: Outcome) => void,
): TellOutcome {
  return (outcome) => {
    metrics.outcome(outcome)
    log[levels[outcome.result]](outcome, 'pod')
    event(outcome)
  }
}
