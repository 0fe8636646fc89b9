import { type Clock, matchesPattern, type Randomness } from '@rolecall/core'
import type { AgentLog } from '../agent-log.ts'
import type { Renewer } from '../cache/renewer.ts'
import { fraction } from '../fraction.ts'
import type { Timing } from '../timing.ts'
import { agentRefusal } from '../upstream/agent-refusal.ts'
import type { EksAuth } from '../upstream/eks-auth.ts'
import { readError } from '../upstream/read-error.ts'
import type { Standing } from '../upstream/standing.ts'
import { type AssociationChange, readChanges } from './read-changes.ts'

export interface ChangesWatch {
  close(): void
}

export interface ChangesOptions {
  readonly clusterName: string
  readonly upstream: EksAuth
  readonly standing: Standing
  readonly renewer: Renewer
  readonly clock: Clock
  readonly random: Randomness
  readonly timing: Timing
  readonly log: AgentLog
  /** Told when it turns out that nobody tells of changes. */
  readonly onAbsent?: () => void
}

/** What comes after an answer: the next question, another try soon or a little later, or rarely one. */
type Outcome = 'next' | 'again' | 'refused' | 'absent'

/** Refusals that pass: of time, of load, and of credentials that are just being replaced. */
const passing =
  /^(Throttling|TooManyRequests|RequestExpired|RequestTimeout|ExpiredToken|InvalidSignature|SignatureDoesNotMatch)/

/**
 * Asks EKS Auth in turn what has changed in the cluster's associations, a question that a Rolecall server holds
 * open until there is something to tell. AWS knows no such question: it is then asked rarely, and credentials
 * follow by their renewal.
 */
export function watchChanges(options: ChangesOptions): ChangesWatch {
  const { clusterName, upstream, standing, renewer, clock, random, timing, log } = options
  const path = `/clusters/${encodeURIComponent(clusterName)}/pod-identity-changes`
  const waitSeconds = Math.round(timing.changesHoldMs / 1000)
  let cursor: string | undefined
  let isAbsent = false
  let timer: NodeJS.Timeout | undefined
  let isClosed = false

  async function ask(): Promise<Outcome> {
    const body = JSON.stringify({ ...(cursor === undefined ? {} : { cursor }), waitSeconds })
    const patienceMs = timing.changesHoldMs + 5000
    const answer = await upstream.call({ method: 'POST', path, body, patienceMs })
    if (answer.status !== 200) {
      const error = readError(answer, clock())
      const { code } = error
      const refusal = agentRefusal(error, clusterName, 'changes')
      if (refusal !== undefined) standing.refused(refusal)
      if (answer.status >= 500 || answer.status === 429 || passing.test(code)) return 'again'
      if (refusal !== undefined) return 'refused'
      // A cursor that the server does not know any more.
      if (answer.status === 400 && cursor !== undefined) {
        cursor = undefined
        return 'again'
      }
      if (!isAbsent) {
        log.info({ code }, 'EKS Auth tells of no changes; they follow when credentials are renewed')
        options.onAbsent?.()
      }
      isAbsent = true
      return 'absent'
    }
    const reading = readChanges(answer.text)
    if (!reading) return 'again'
    standing.served()
    if (isAbsent) log.info({}, 'EKS Auth tells of changes')
    isAbsent = false
    // The first answer is where we begin. What is held then may be older than that, as after any gap.
    if (!reading.isComplete || cursor === undefined) renewer.change(() => true, timing.spreadMs)
    else if (reading.changes.length > 0) tell(reading.changes)
    cursor = reading.cursor
    return 'next'
  }

  function tell(changes: readonly AssociationChange[]): void {
    log.info({ changes: changes.slice(0, 20) }, 'associations have changed')
    renewer.change(
      ({ namespace, serviceAccount }) =>
        changes.some(
          (one) =>
            matchesPattern(one.namespace, namespace) && matchesPattern(one.serviceAccount, serviceAccount),
        ),
      0,
    )
  }

  const waits: Readonly<Record<Outcome, number>> = {
    next: 0,
    again: timing.changesAgainMs,
    refused: timing.changesRefusedMs,
    absent: timing.changesAbsentMs,
  }

  async function loop(): Promise<void> {
    const asked = clock()
    const outcome = await ask().catch((): Outcome => 'again')
    if (isClosed) return
    // A server that answers at once and tells nothing new must not be asked in a circle.
    const least = clock() - asked < 100 ? 100 : 0
    const wait = Math.max(least, waits[outcome]) * (1 + fraction(random) / 2)
    timer = setTimeout(() => void loop(), wait).unref()
  }

  void loop()
  return {
    close() {
      isClosed = true
      clearTimeout(timer)
    },
  }
}
