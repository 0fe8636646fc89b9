import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry, Summary } from 'prom-client'
import type { Outcome } from '../outcome.ts'
import type { RefusedEntry, Source } from '../source.ts'
import type { Wiring } from '../wiring.ts'

export interface WebhookMetrics {
  /** The page of `/metrics`, in the text format of Prometheus. */
  page(): Promise<{ readonly type: string; readonly text: string }>
  outcome(outcome: Outcome): void
  /** An answer on `path`; `seconds` is what it took. */
  answered(path: string, method: string, status: number, seconds: number): void
  sourceFailed(source: string): void
  sourceRefused(source: string, entries: readonly RefusedEntry[]): void
  event(result: 'written' | 'failed' | 'dropped'): void
  /** Pods that are there without their role; `undefined`: nobody knows, and there is no number. */
  missedPods(counts: Readonly<Record<Wiring['method'], number>> | undefined): void
  /** Another certificate came into force; the one before was valid for so long when it did. */
  certificateRotated(seconds: number): void
  /** Read when the page is. */
  follow(sources: readonly Source[], now: Followed): void
}

export interface Followed {
  /** Whether any source gives a ServiceAccount a role. */
  readonly isUsed: () => boolean
  readonly certificateEnd: () => number | undefined
}

/** Names of methods as the stock webhook counts them. */
const stockMethods = { irsa: 'sts_web_identity', 'pod-identity': 'container_credentials' } as const
/** Microseconds. Source: amazon-eks-pod-identity-webhook, `pkg/handler/middleware.go`. */
const stockLatencies = [125_000, 250_000, 500_000, 1_000_000, 2_000_000, 4_000_000, 8_000_000]
const latencies = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** What the webhook counts: the stock webhook's names where they mean something, and its own. */
export function webhookMetrics(): WebhookMetrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Counter({ name, help, labelNames, registers })

  const pods = counter('pod_identity_webhook_pod_count', 'Pods that were given credentials', ['method'])
  const missing = counter('pod_identity_webhook_missing_sa_count', 'Pods whose ServiceAccount was not known')
  const requests = counter('http_request_count', 'Answers by path and code', ['verb', 'path', 'code'])
  const stockLatency = new Histogram({
    name: 'http_request_latencies',
    help: 'Microseconds to an answer',
    labelNames: ['verb', 'path'],
    buckets: stockLatencies,
    registers,
  })
  // Go's summary without quantiles, as the stock webhook's is: a sum and a count.
  const stockDuration = new Summary({
    name: 'http_request_duration_microseconds',
    help: 'Microseconds to an answer, their sum and count',
    labelNames: ['verb', 'path'],
    percentiles: [],
    registers,
  })
  const rotations = new Histogram({
    name: 'certificate_manager_server_rotation_seconds',
    help: 'Seconds that a certificate of the server was valid before another came into force',
    registers,
  })
  const latency = new Histogram({
    name: 'rolecall_webhook_admission_duration_seconds',
    help: 'Seconds to an answer to a review',
    buckets: latencies,
    registers,
  })
  const outcomes = counter('rolecall_webhook_outcomes_total', 'Pods by what became of them', [
    'result',
    'allowed',
    'dry_run',
  ])
  const failures = counter('rolecall_webhook_source_failures_total', 'Readings that failed', ['source'])
  const refused = new Gauge({
    name: 'rolecall_webhook_source_refused_entries',
    help: 'Entries that are left out because they are wrong',
    labelNames: ['source'],
    registers,
  })
  const events = counter('rolecall_webhook_events_total', 'Events of Kubernetes', ['result'])
  const missed = new Gauge({
    name: 'rolecall_webhook_pods_without_role',
    help: 'Pods that are there without the role of their ServiceAccount, when they were last looked through',
    labelNames: ['method'],
    registers,
  })
  // A miss that never was is a zero to an alarm, and not a gap.
  missing.inc(0)
  for (const method of Object.values(stockMethods)) pods.inc({ method }, 0)
  for (const result of ['written', 'failed', 'dropped']) events.inc({ result }, 0)

  return {
    page: async () => ({ type: registry.contentType, text: await registry.metrics() }),
    outcome({ result, allowed, dryRun, method }) {
      outcomes.inc({ result, allowed: String(allowed), dry_run: String(dryRun) })
      if (dryRun) return
      if (method && (result === 'mutated' || result === 'partial')) pods.inc({ method: stockMethods[method] })
      if (result === 'unknown') missing.inc()
    },
    answered(path, verb, code, seconds) {
      requests.inc({ verb, path, code: String(code) })
      stockLatency.observe({ verb, path }, seconds * 1e6)
      stockDuration.observe({ verb, path }, seconds * 1e6)
      latency.observe(seconds)
    },
    sourceFailed: (source) => failures.inc({ source }),
    sourceRefused: (source, entries) => refused.set({ source }, entries.length),
    event: (result) => events.inc({ result }),
    certificateRotated: (seconds) => rotations.observe(seconds),
    missedPods(counts) {
      missed.reset()
      for (const [method, count] of Object.entries(counts ?? {})) missed.set({ method }, count)
    },
    follow(sources, { isUsed, certificateEnd }) {
      const followed = (name: string, help: string, value: (source: Source) => number | undefined) =>
        new Gauge({
          name,
          help,
          labelNames: ['source'],
          registers,
          collect() {
            for (const source of sources) {
              const now = value(source)
              if (now !== undefined) this.set({ source: source.name }, now)
            }
          },
        })
      followed('rolecall_webhook_source_objects', 'What is kept of a source', (source) => source.size())
      followed('rolecall_webhook_source_synced', '1 once it was read whole', (source) =>
        source.synced() ? 1 : 0,
      )
      followed(
        'rolecall_webhook_source_current_timestamp_seconds',
        'When it was last up to date',
        (source) => {
          const current = source.current()
          return current === undefined ? undefined : current / 1000
        },
      )
      new Gauge({
        name: 'pod_identity_webhook_used',
        help: 'Whether some ServiceAccount has a role',
        registers,
        collect() {
          this.set(isUsed() ? 1 : 0)
        },
      })
      new Gauge({
        name: 'rolecall_webhook_certificate_expiry_timestamp_seconds',
        help: 'When the certificate of the server ends; 0 without one',
        registers,
        collect() {
          this.set((certificateEnd() ?? 0) / 1000)
        },
      })
    },
  }
}
