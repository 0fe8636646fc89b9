import type { SigningCredentials } from '@rolecall/aws-protocol'
import type { Clock } from '@rolecall/core'
import type { AgentLog } from '../agent-log.ts'
import type { Timing } from '../timing.ts'
import type { CredentialSource, ExpiringCredentials } from './credential-sources.ts'

export interface OwnCredentials {
  /** Credentials to sign with. Rejects, with the reason of each source, when there are none. */
  get(): Promise<SigningCredentials>
  /** The service refused them: they are read anew before they are used again. */
  forget(): void
  /** Whether there have been any. */
  known(): boolean
}

export interface OwnCredentialsOptions {
  readonly sources: readonly CredentialSource[]
  readonly clock: Clock
  /** Told which source has them; left out where that is told already. */
  readonly log?: AgentLog
  readonly timing: Timing
  /** Read the source again after this many milliseconds, however long its credentials are good for. */
  readonly rereadMs?: number
}

/** The credentials that the agent signs with: of the first source that has any, kept until shortly before they end. */
export function ownCredentials({
  sources,
  clock,
  log,
  timing,
  rereadMs,
}: OwnCredentialsOptions): OwnCredentials {
  let held: { readonly credentials: ExpiringCredentials; readonly readAt: number } | undefined
  let pending: Promise<SigningCredentials> | undefined
  let isRefused = false

  const leftMs = () => (held?.credentials.expiration?.getTime() ?? Infinity) - clock()
  const isFresh = () =>
    held !== undefined &&
    !isRefused &&
    leftMs() > timing.ownAheadMs &&
    Math.abs(clock() - held.readAt) < (rereadMs ?? Infinity)

  async function read(): Promise<SigningCredentials> {
    const reasons: string[] = []
    for (const source of sources) {
      try {
        const credentials = await within(timing.ownSourceMs, source.provide())
        if (held?.credentials.accessKeyId !== credentials.accessKeyId) {
          log?.info({ source: source.name }, 'the agent has AWS credentials of its own')
        }
        held = { credentials, readAt: clock() }
        isRefused = false
        return credentials
      } catch (error) {
        reasons.push(`${source.name}: ${(error as Error).message.split('\n')[0]}`)
      }
    }
    // What is held is better than nothing, as long as it is good for anything.
    if (held && leftMs() > 0) return held.credentials
    throw new Error(reasons.join('; ') || 'no source of credentials is set')
  }

  return {
    async get() {
      if (held && isFresh()) return held.credentials
      pending ??= read().finally(() => {
        pending = undefined
      })
      return held && !isRefused && leftMs() > timing.leastRemainingMs ? held.credentials : pending
    },
    forget() {
      isRefused = true
    },
    known: () => held !== undefined,
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`no answer within ${ms / 1000} s`)), ms)
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}
