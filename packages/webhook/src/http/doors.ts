import type { RequestListener, ServerResponse } from 'node:http'
import type { WebhookMetrics } from '../telling/webhook-metrics.ts'
import { type Readiness, unready } from './unready.ts'

export interface DoorsOptions extends Readiness {
  readonly admission: RequestListener
  readonly metrics: WebhookMetrics
  /** What `/debug/alpha/cache` shows; absent: it is not there. */
  readonly debug?: () => unknown
}

/** What the two ports answer. */
export interface Doors {
  readonly main: RequestListener
  readonly metrics: RequestListener
}

type Table = Readonly<Record<string, RequestListener>>

export function doors(options: DoorsOptions): Doors {
  const { admission, metrics, stopping, debug } = options
  const probes: Table = {
    '/healthz': (_, response) => text(response, 200, 'ok'),
    '/readyz': (_, response) => {
      const missing = unready(options)
      text(response, missing.length > 0 ? 503 : 200, missing.length > 0 ? missing.join('\n') : 'ok')
    },
  }
  const mutate: RequestListener = (request, response) => {
    const began = performance.now()
    // A connection that is kept would go on to a server which is about to end.
    if (stopping()) response.setHeader('connection', 'close')
    response.once('close', () => {
      const seconds = (performance.now() - began) / 1000
      metrics.answered('/mutate', request.method ?? '', response.statusCode, seconds)
    })
    admission(request, response)
  }
  const page: RequestListener = (_, response) => {
    void metrics
      .page()
      .then(({ type, text: body }) => response.writeHead(200, { 'content-type': type }).end(body))
  }
  const cache: Table = debug
    ? { '/debug/alpha/cache': (_, response) => text(response, 200, JSON.stringify(debug(), undefined, 2)) }
    : {}
  return {
    main: open({ '/mutate': mutate, ...probes }),
    metrics: open({ '/metrics': page, ...probes, ...cache }),
  }
}

function open(table: Table): RequestListener {
  return (request, response) => {
    const [path = ''] = (request.url ?? '').split('?')
    const door = Object.hasOwn(table, path) ? table[path] : undefined
    if (door) door(request, response)
    else text(response, 404, 'not found')
  }
}

function text(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${body}\n`)
}
