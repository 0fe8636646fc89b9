import { createServer } from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'
import { toldRarely } from '@rolecall/core'
import { draining, openedPort, probeServer } from '@rolecall/http'
import { admissionListener } from './admission/admission-listener.ts'
import { drillListeners } from './admission/drill-listeners.ts'
import type { Certificate } from './certificates/certificate.ts'
import { openCertificates } from './certificates/open-certificates.ts'
import { doors } from './http/doors.ts'
import { unready } from './http/unready.ts'
import { openSources } from './identities/open-sources.ts'
import { wiringOf } from './identities/wiring-of.ts'
import { withoutAsking } from './identities/without-asking.ts'
import { followMissedPods } from './missed/follow-missed-pods.ts'
import { reportMissedPods } from './missed/report-missed-pods.ts'
import { createEvent } from './telling/create-event.ts'
import { eventWriter } from './telling/event-writer.ts'
import { sourceReport } from './telling/source-report.ts'
import { tellOutcome } from './telling/tell-outcome.ts'
import { webhookMetrics } from './telling/webhook-metrics.ts'
import type { WebhookConfig } from './webhook-config.ts'

export interface RunningWebhook {
  readonly port: number
  readonly metricsPort: number
  /** Says first that it is no longer ready, then lets the requests under way end. */
  stop(): Promise<void>
}

/** Milliseconds for a request to come in whole: an API server waits no longer for its answer. */
const wholeRequest = 30_000
/** As the stock webhook does, and worth a word: the port of metrics is plain and asks nobody who they are. */
const everyAddress = 'all of this machine (--bind-address takes one)'
/** Milliseconds for requests that are under way when it stops. */
const lastRequests = 10_000

/**
 * Starts the webhook: `/mutate` over TLS, `/metrics` without, `/healthz` and `/readyz` on both. It answers from the
 * first moment on, and is ready once every source was read. Rejects when a port cannot be opened, or when the folder
 * of objects cannot be read.
 */
export async function startWebhook(config: WebhookConfig): Promise<RunningWebhook> {
  const { cluster, clock, log, settings, onUnknown } = config
  const running = new AbortController()
  const { signal } = running
  const opened: (() => void)[] = []
  const metrics = webhookMetrics()
  const report = sourceReport(log, metrics, clock)
  const rarely = toldRarely(clock)
  let stopping = false

  const event =
    'objects' in cluster
      ? () => {}
      : eventWriter({
          create: createEvent(cluster),
          count: metrics.event,
          failed: (error) => log.warn({ because: error.message }, 'an Event was not written'),
          instance: config.instance,
          clock,
        })
  try {
    const { sources, all, isUsed } = await openSources(config, report, signal)
    const admission = admissionListener({
      wiringOf: wiringOf(sources, settings),
      tell: tellOutcome(metrics, log, event),
      settings,
      onUnknown,
      log,
    })
    const server = createServer({ ...config.tls, requestTimeout: wholeRequest })
    let inForce: Certificate | undefined
    const certificates = await openCertificates(config, {
      use(certificate) {
        const { cert, key, notAfter } = certificate
        server.setSecureContext({ ...config.tls, cert, key })
        if (inForce && inForce.cert !== cert) metrics.certificateRotated((clock() - inForce.notBefore) / 1000)
        inForce = certificate
        log.info({ ends: new Date(notAfter).toISOString() }, 'a certificate is in force')
      },
      failed(error) {
        metrics.sourceFailed('certificate')
        const unsaid = rarely(error.message)
        if (unsaid)
          log.error({ because: error.message, ...unsaid }, 'the certificate could not be read, made or told')
      },
      signal,
    })
    metrics.follow(all, { isUsed, certificateEnd: () => certificates.current()?.notAfter })
    const readiness = {
      sources: all,
      hasCertificate: () => certificates.current() !== undefined,
      stopping: () => stopping,
    }
    const { main, metrics: beside } = doors({
      admission,
      metrics,
      ...readiness,
      ...(config.debugHandlers
        ? {
            debug: {
              cache: () => all.map((one) => ({ name: one.name, synced: one.synced(), objects: one.size() })),
              drills: drillListeners(),
            },
          }
        : {}),
    })
    server.on('request', main)
    server.on('tlsClientError', (error) => log.debug({ because: error.message }, 'no connection over TLS'))
    const { drain, abort } = draining(server)
    const port = await openedPort(server, config.port, config.host)
    opened.push(abort)
    const measured = await probeServer(config.host, config.metricsPort, beside)
    opened.push(measured.close)
    log.info({ address: config.host ?? everyAddress, port, metricsPort: measured.port }, 'listening')
    if (config.missedPods && !('objects' in cluster)) {
      const { every, ...whose } = config.missedPods
      const round = reportMissedPods({
        connection: cluster,
        ...whose,
        wiringOf: wiringOf(withoutAsking(sources), settings),
        settings,
        create: createEvent(cluster),
        metrics,
        report,
        log,
        instance: config.instance,
        clock,
        signal,
      })
      followMissedPods({ round, isReady: () => unready(readiness).length === 0, every, clock, signal })
    }
    return {
      port,
      metricsPort: measured.port,
      async stop() {
        stopping = true
        log.info({}, 'stopping')
        await sleep(config.stopDelay)
        await drain(lastRequests)
        running.abort()
        measured.close()
        log.info({}, 'stopped')
      },
    }
  } catch (error) {
    running.abort()
    // One that is open would keep the process, and its port, for ever.
    for (const close of opened) close()
    throw error
  }
}
