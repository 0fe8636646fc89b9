import type { RequestListener } from 'node:http'
import { type ProbeDoors, probeListener } from '@rolecall/http'
import type { WebhookMetrics } from '../telling/webhook-metrics.ts'
import { type Readiness, unready } from './unready.ts'

export interface DoorsOptions extends Readiness {
  readonly admission: RequestListener
  readonly metrics: WebhookMetrics
  /** What `/debug/alpha/cache` shows, and what the main port has beside reviews and probes; absent: none of it. */
  readonly debug?: {
    readonly cache: () => unknown
    readonly drills: Readonly<Record<string, RequestListener>>
  }
}

/** What the two ports answer. */
export interface Doors {
  readonly main: RequestListener
  readonly metrics: ProbeDoors
}

export function doors(options: DoorsOptions): Doors {
  const { admission, metrics, debug } = options
  const probes: ProbeDoors = {
    '/healthz': () => ({ status: 200, text: 'ok\n' }),
    '/readyz': () => {
      const missing = unready(options)
      return missing.length > 0
        ? { status: 503, text: `${missing.join('\n')}\n` }
        : { status: 200, text: 'ok\n' }
    },
  }
  const mutate: RequestListener = (request, response) => {
    const began = performance.now()
    response.once('close', () => {
      const seconds = (performance.now() - began) / 1000
      metrics.answered('/mutate', request.method ?? '', response.statusCode, seconds)
    })
    admission(request, response)
  }
  const probe = probeListener(probes)
  return {
    main(request, response) {
      // A connection that is kept would go on to a server which is about to end.
      if (options.stopping()) response.setHeader('connection', 'close')
      const [path] = (request.url ?? '').split('?', 1)
      const own = path === '/mutate' ? mutate : debug && ownMember(debug.drills, path ?? '')
      const door = own ?? probe
      door(request, response)
    },
    metrics: {
      ...probes,
      '/metrics': async () => ({ status: 200, ...(await metrics.page()) }),
      ...(debug && {
        '/debug/alpha/cache': () => ({
          status: 200,
          text: `${JSON.stringify(debug.cache(), undefined, 2)}\n`,
        }),
      }),
    },
  }
}

const ownMember = <T>(of: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(of, name) ? of[name] : undefined
