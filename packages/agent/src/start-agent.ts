import type { AgentConfig } from './agent-config.ts'
import { agentFault } from './agent-fault.ts'
import { credentialKeeper } from './cache/credential-keeper.ts'
import { endedPods } from './cache/ended-pods.ts'
import { podEntries } from './cache/pod-entries.ts'
import { refusedTokens } from './cache/refused-tokens.ts'
import { renewer } from './cache/renewer.ts'
import { toldChanges } from './cache/told-changes.ts'
import { watchChanges } from './changes/watch-changes.ts'
import { credentialsListener } from './credentials/credentials-listener.ts'
import { exposureReport } from './imds/exposure-report.ts'
import { openImds } from './imds/open-imds.ts'
import { allowedHosts } from './listener/allowed-hosts.ts'
import { httpLimits } from './listener/http-limits.ts'
import type { Listener } from './listener/listener.ts'
import { type OpenListener, openListener } from './listener/open-listener.ts'
import { sources } from './listener/sources.ts'
import { watchNodePods } from './node/watch-node-pods.ts'
import { verifyPodToken } from './pod-token/verify-pod-token.ts'
import { agentMetrics } from './probes/agent-metrics.ts'
import { openProbes } from './probes/open-probes.ts'
import { refusalLog } from './refusal-log.ts'
import { timing as defaults } from './timing.ts'
import { CallFailure } from './upstream/call-failure.ts'
import { eksAuth } from './upstream/eks-auth.ts'
import { fairQueue } from './upstream/fair-queue.ts'
import { ownCredentials } from './upstream/own-credentials.ts'
import { signedSender } from './upstream/signed-sender.ts'
import { standing as standingOf } from './upstream/standing.ts'
import { warnOfUnknownCluster } from './upstream/warn-of-unknown-cluster.ts'

export interface RunningAgent {
  /** Where pods ask, with their ports, as addresses for `AWS_CONTAINER_CREDENTIALS_FULL_URI`. */
  urls(): readonly string[]
  readonly probePort: number
  readonly metricsPort: number
  /** Why it cannot serve, or `undefined` when it can. */
  unready(): string | undefined
  close(): Promise<void>
}

/** Calls upstream at the same time: for pods that wait, and for what nobody waits for. */
const widths = { waiting: 32, background: 8 }
const mostWaiting = 16_384
const shutdownMs = 10_000

/** Starts an agent. Rejects with a `ListenFailure` when it cannot listen. */
export async function startAgent(config: AgentConfig): Promise<RunningAgent> {
  const { clock, random, log } = config
  const timing = { ...defaults, ...config.timing }
  const listeners: OpenListener[] = []
  const exposure =
    config.imds && exposureReport(config.imds.rules, new Set(config.imds.expectedNamespaces), log)
  const bound = () => listeners.flatMap((one) => one.bound())
  const metrics = agentMetrics({
    entries: () => entries.size,
    waiting: () => queue.waiting(),
    listening: () => bound().length,
    exposed: () => exposure?.count(),
  })
  const entries = podEntries(config.maxCacheSize, () => metrics.cacheState('evicted'))
  const busy = () => new CallFailure(agentFault('busy'), 'transient', 'busy')
  const queue = fairQueue({
    width: widths.waiting,
    room: mostWaiting,
    patienceMs: timing.queueMs,
    refuse: () => upstream.throttled() ?? busy(),
  })
  const background = fairQueue({
    width: widths.background,
    // All in one lane, which has half of it.
    room: 2 * Math.max(mostWaiting, config.maxCacheSize),
    patienceMs: 10 * 60_000,
    refuse: busy,
  })
  const own = ownCredentials({
    sources: config.credentials,
    clock,
    log,
    timing,
    ...(config.rotateCredentials ? { rereadMs: timing.ownRereadMs } : {}),
  })
  const { endpoint, region, clusterName, environment } = config
  const sender = signedSender({
    endpoint,
    region,
    service: 'eks-auth',
    clock,
    connectMs: timing.connectMs,
    environment,
  })
  const standing = standingOf(log, clock)
  const upstream = eksAuth({
    clusterName,
    sender,
    credentials: own,
    clock,
    random,
    timing,
    onAttempt: metrics.upstreamCall,
    standing,
  })
  const told = toldChanges()
  const parts = { entries, told, upstream, queue, clock, random, timing, log, metrics }
  const { maxRetentionMs: retentionMs, maxServiceQps: qps } = config
  const renewing = renewer({ ...parts, background, retentionMs, qps })
  const keeper = credentialKeeper({
    ...parts,
    audiences: config.audiences,
    ended: endedPods(),
    refused: refusedTokens(),
    renewer: renewing,
    verify: (token) => verifyPodToken(token, config.keys, clock(), timing.verifyMs),
  })

  const table: readonly (() => Listener | Promise<Listener>)[] = [
    () =>
      credentialsListener({
        hosts: config.bindHosts,
        port: config.port,
        allowed: allowedHosts([...config.bindHosts, ...config.allowedHosts]),
        keeper,
      }),
    ...(config.imds === undefined ? [] : [() => openImds(config.imds!, imdsTools)]),
  ]
  const imdsTools = { region, endpoint: config.imdsEndpoint, own, clock, log, answered: metrics.imdsCall }
  const limits = {
    requestsPerSecond: config.maxSourceRps,
    connections: httpLimits.connectionsOfSource,
    allConnections: httpLimits.connections,
  }
  const onRefused = refusalLog(log, clock)
  const tools = {
    sources: sources(limits, clock),
    metrics,
    onRefused: (...refusal: Parameters<typeof onRefused>) => {
      metrics.refused(String(refusal[0].members['reason'] ?? 'internal'))
      onRefused(...refusal)
    },
  }

  function unready(): string | undefined {
    if (bound().length === 0) return 'no address is listened on'
    if (!own.known()) return 'the agent has no AWS credentials of its own'
    return standing.problem()
  }

  const closers: (() => void)[] = [standing.close, upstream.waitNoMore, () => sender.close()]
  const closeAll = async () => {
    for (const close of closers) close()
    await Promise.all(listeners.map((one) => one.close(shutdownMs)))
  }
  try {
    for (const open of table) listeners.push(await openListener(await open(), tools, log, timing.bindAgainMs))
    const probes = await openProbes(config, metrics, unready)
    closers.push(probes.close)
    const sweep = setInterval(renewing.sweep, timing.sweepMs)
    closers.push(() => clearInterval(sweep))
    const onAbsent = () => void warnOfUnknownCluster(config)
    const watch = watchChanges({ ...parts, clusterName, standing, renewer: renewing, onAbsent })
    closers.push(watch.close)
    void config.keys?.keys('', undefined)
    const { kubernetes: connection, nodeName } = config
    if (nodeName !== undefined && connection) {
      const stopped = new AbortController()
      closers.push(() => stopped.abort())
      watchNodePods({
        connection,
        nodeName,
        onPods: (pods) => exposure?.look(pods),
        onEnded: keeper.end,
        log,
        signal: stopped.signal,
      })
    }
    return {
      urls: () =>
        bound().map(
          ({ host, port }) => `http://${host.includes(':') ? `[${host}]` : host}:${port}/v1/credentials`,
        ),
      probePort: probes.probePort,
      metricsPort: probes.metricsPort,
      unready,
      close: closeAll,
    }
  } catch (error) {
    await closeAll()
    throw error
  }
}
