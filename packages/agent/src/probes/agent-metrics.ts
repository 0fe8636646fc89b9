import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export interface AgentMetrics {
  /** One answer to a pod: its status, and how long it took in seconds. */
  answered(status: number, seconds: number): void
  refused(reason: string): void
  cacheState(state: 'hit' | 'miss' | 'evicted'): void
  cacheError(type: 'Recoverable' | 'NonRecoverable', code: string): void
  upstreamCall(outcome: string): void
  /** A question to the instance metadata service: by the node itself or a pod, and what became of it. */
  imdsCall(call: { readonly isRemote: boolean; readonly status: number | 'dropped' }): void
  text(): Promise<string>
  readonly contentType: string
}

export interface MeasuredNow {
  readonly entries: () => number
  readonly waiting: () => number
  readonly listening: () => number
  /** Pods that can have the node role although they should not; `undefined` where nobody says. */
  readonly exposed: () => number | undefined
}

/** A service may answer any word as its code, and each would be a series of its own. */
const codes = new Set(
  'AccessDeniedException ExpiredTokenException InvalidTokenException InvalidParameterException InvalidRequestException InternalServerException ResourceNotFoundException ServiceUnavailableException ThrottlingException ok no-answer bad-answer other-subject own-credentials short-lived busy'.split(
    ' ',
  ),
)
const codeOf = (word: string) => (codes.has(word) ? word : 'other')

/** The metrics of one agent. Those that the stock agent has bear its names. */
export function agentMetrics(now: MeasuredNow): AgentMetrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const responses = new Counter({
    name: 'pod_identity_http_response',
    help: 'Answers to pods, by HTTP status',
    labelNames: ['code'],
    registers,
  })
  const cacheErrors = new Counter({
    name: 'pod_identity_cache_errors',
    help: 'Renewals that failed: Recoverable ones keep what is held, NonRecoverable ones drop it',
    labelNames: ['type', 'code'],
    registers,
  })
  const cacheStates = new Counter({
    name: 'pod_identity_cache_state',
    help: 'Requests answered from the cache (hit), those that had to be fetched (miss), entries dropped (evicted)',
    labelNames: ['state'],
    registers,
  })
  const refusals = new Counter({
    name: 'pod_identity_refusals',
    help: 'Requests that were refused, by reason',
    labelNames: ['reason'],
    registers,
  })
  const calls = new Counter({
    name: 'pod_identity_upstream_calls',
    help: 'Attempts to call EKS Auth, by outcome',
    labelNames: ['outcome'],
    registers,
  })
  const imdsCalls = new Counter({
    name: 'imds_requests',
    help: 'Questions to the instance metadata service, by who asked (node, pod) and the answer',
    labelNames: ['from', 'code'],
    registers,
  })
  const durations = new Histogram({
    name: 'pod_identity_response_duration_seconds',
    help: 'From the head of a request to its answer',
    buckets: [0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2, 5],
    registers,
  })
  const gauges = {
    cache_entries: ['Pods whose credentials are held', now.entries],
    upstream_waiting: ['Pods that wait for their turn to call EKS Auth', now.waiting],
    listening_addresses: ['Addresses that are listened on', now.listening],
  } as const
  for (const [name, [help, read]] of Object.entries(gauges)) {
    new Gauge({
      name: `pod_identity_${name}`,
      help,
      registers,
      collect() {
        this.set(read())
      },
    })
  }
  new Gauge({
    name: 'imds_exposed_pods',
    help: 'Pods of the node that can have the credentials of its role although they should not',
    registers,
    collect() {
      const found = now.exposed()
      if (found !== undefined) this.set(found)
    },
  })
  const ok = responses.labels('200')
  const states = {
    hit: cacheStates.labels('hit'),
    miss: cacheStates.labels('miss'),
    evicted: cacheStates.labels('evicted'),
  }
  return {
    answered(status, seconds) {
      if (status === 200) ok.inc()
      else responses.labels(String(status)).inc()
      durations.observe(seconds)
    },
    refused: (reason) => refusals.labels(reason).inc(),
    cacheState: (state) => states[state].inc(),
    cacheError: (type, code) => cacheErrors.labels(type, codeOf(code)).inc(),
    upstreamCall: (outcome) => calls.labels(codeOf(outcome)).inc(),
    imdsCall: ({ isRemote, status }) => imdsCalls.labels(isRemote ? 'pod' : 'node', String(status)).inc(),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
