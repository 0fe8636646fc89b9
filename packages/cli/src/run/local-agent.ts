import { randomBytes } from 'node:crypto'
import { type AgentLog, eksAuthEndpoint, startAgent } from '@rolecall/agent'
import { systemClock } from '@rolecall/core'
import type { AwsAccess } from '../aws/aws-access.ts'
import { eksAuthPlace } from '../aws/eks-auth-place.ts'

export interface LocalAgentOptions {
  readonly clusterName: string
  readonly region: string
  readonly endpointUrl?: string | undefined
  readonly audience: string
  readonly environment: Readonly<Record<string, string | undefined>>
  note(text: string): void
}

export interface LocalAgent {
  readonly credentialsUri: string
  /** Asks for the credentials of a token once, and holds them. Answers why there are none, if so. Never rejects. */
  fetch(token: string, signal: AbortSignal): Promise<string | undefined>
  close(): Promise<void>
}

/** Bounds how long a process waits for its start. SDKs wait one second each time they ask, and that is little. */
const patienceMs = 10_000

/**
 * The agent of a node, for one pod on this machine: on a free port of 127.0.0.1, with the caller's own AWS
 * credentials. EKS Auth alone verifies tokens; who else is on this machine has none to show.
 */
export async function localAgent(aws: AwsAccess, options: LocalAgentOptions): Promise<LocalAgent> {
  const { clusterName, region, audience, environment, note } = options
  const place = await eksAuthPlace(aws, options, environment)
  const { credentials } = (await aws.eks()).config
  const quiet = () => {}
  let isStarted = false
  /** What the agent said last: why an answer does not come in time. */
  let latest: string | undefined
  const tell = (fields: object, message: string) => {
    const { reason, code } = fields as { reason?: unknown; code?: unknown }
    const why = reason ?? code
    latest = `${message}${why === undefined ? '' : ` (${why})`}`
    if (isStarted) note(`rolecall: agent: ${latest}`)
  }
  const log: AgentLog = {
    trace: quiet,
    debug: quiet,
    info: quiet,
    // The first refusal is told by who starts the process.
    warn: tell,
    error: tell,
  }
  const agent = await startAgent({
    clusterName,
    region,
    endpoint: eksAuthEndpoint(place.endpoint, region, place.environment),
    bindHosts: ['127.0.0.1'],
    port: 0,
    allowedHosts: ['localhost'],
    audiences: [audience],
    credentials: [{ name: 'the AWS credentials of the caller', provide: () => credentials() }],
    rotateCredentials: false,
    probePort: 0,
    metricsAddress: '127.0.0.1',
    metricsPort: 0,
    maxCacheSize: 1,
    maxRetentionMs: 3 * 60 * 60 * 1000,
    maxServiceQps: 1,
    maxSourceRps: 1000,
    environment,
    clock: systemClock,
    random: randomBytes,
    log,
  })
  const [credentialsUri = ''] = agent.urls()
  return {
    credentialsUri,
    async fetch(token, signal) {
      try {
        const within = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)])
        const answer = await fetch(credentialsUri, { headers: { authorization: token }, signal: within })
        const body = Object(await answer.json())
        return answer.ok ? undefined : `${body.Code}: ${body.Message}`
      } catch (error) {
        return latest ?? (error as Error).message
      } finally {
        isStarted = true
      }
    },
    close: () => agent.close(),
  }
}
