import type { Clock, Randomness } from '@rolecall/core'
import { agentFault } from '../agent-fault.ts'
import { fraction } from '../fraction.ts'
import type { PodToken } from '../pod-token/read-pod-token.ts'
import type { Timing } from '../timing.ts'
import { agentRefusal } from './agent-refusal.ts'
import { CallFailure } from './call-failure.ts'
import type { OwnCredentials } from './own-credentials.ts'
import { type PodCredentials, readAssumedRole } from './read-assumed-role.ts'
import { readError } from './read-error.ts'
import { rest } from './rest.ts'
import type { ServiceAnswer, SignedCall, SignedSender } from './signed-sender.ts'
import type { Standing } from './standing.ts'

export interface EksAuth {
  /** Credentials for the pod of a token. Rejects with a `CallFailure`. */
  assumeRole(token: PodToken): Promise<PodCredentials>
  /** One signed call, once, whatever its answer. Rejects with a `CallFailure` when none comes. */
  call(call: SignedCall): Promise<ServiceAnswer>
  /** What EKS Auth said when it wanted to be left alone, while it is. */
  throttled(): CallFailure | undefined
  /** Who waits until EKS Auth may be asked again is told now that it may not: the agent stops before that. */
  waitNoMore(): void
}

export interface EksAuthOptions {
  readonly clusterName: string
  readonly sender: SignedSender
  readonly credentials: OwnCredentials
  readonly clock: Clock
  readonly random: Randomness
  readonly timing: Timing
  /** Told of each attempt, for metrics: `ok`, an error code of AWS, or our reason. */
  readonly onAttempt: (outcome: string) => void
  /** Told of what each answer, or none, says of the agent itself. Nobody where a call is made but once. */
  readonly standing?: Standing
}

const attempts = 3

/** Calls EKS Auth. Source: model 2023-11-26, AssumeRoleForPodIdentity, in REST-JSON. */
export function eksAuth(options: EksAuthOptions): EksAuth {
  const { clusterName, sender, credentials, clock, random, timing, onAttempt, standing } = options
  const path = `/clusters/${encodeURIComponent(clusterName)}/assume-role-for-pod-identity`
  /** While it lasts, calls keep their places and the queues before them stand. */
  const pause = rest()

  async function send(call: SignedCall): Promise<ServiceAnswer> {
    const own = await credentials.get().catch((error: Error) => {
      throw failure('own-credentials', error.message)
    })
    const answer = await sender.send(call, own).catch((error: Error) => {
      standing?.missed(error.message)
      throw failure('no-answer', error.message)
    })
    if (answer.status < 500) standing?.reached()
    if (answer.status < 400) return answer
    const { code, meaning } = readError(answer, clock())
    // What stands before a service that is down answers in its place, without a code of AWS.
    if (answer.status >= 500 && code === 'UnknownError') standing?.missed(`HTTP status ${answer.status}`)
    if (meaning === 'agent') credentials.forget()
    return answer
  }

  function failure(reason: 'own-credentials' | 'no-answer' | 'bad-answer', detail: string): CallFailure {
    onAttempt(reason)
    return new CallFailure(agentFault(reason, detail), 'transient', reason)
  }

  async function attempt(token: PodToken): Promise<PodCredentials> {
    const body = JSON.stringify({ token: token.text })
    const answer = await send({ method: 'POST', path, body, patienceMs: timing.attemptMs })
    if (answer.status === 200) {
      const reading = readAssumedRole(answer.text, token.pod)
      if (!reading.ok) {
        if (!reading.isOther) throw failure('bad-answer', reading.why)
        onAttempt('other-subject')
        throw new CallFailure(agentFault('other-subject'), 'transient', 'other-subject')
      }
      onAttempt('ok')
      standing?.served()
      return reading.credentials
    }
    const error = readError(answer, clock())
    onAttempt(error.code)
    const refusal = agentRefusal(error, clusterName, 'credentials')
    if (refusal !== undefined) standing?.refused(refusal)
    // A token is judged for who may ask.
    else if (error.meaning === 'final') standing?.served()
    const failed = new CallFailure(error.fault, error.meaning, error.code)
    if (error.retryAfterMs !== undefined && error.meaning === 'transient') {
      const told = Math.min(error.retryAfterMs, timing.mostPauseMs)
      // Later by up to a quarter: agents that were sent away together must not come back together.
      pause.begin(told * (1 + fraction(random) / 4), failed)
      standing?.throttled(error.code)
    }
    throw failed
  }

  return {
    call: send,
    throttled: pause.cause,
    waitNoMore: pause.giveUp,
    async assumeRole(token) {
      for (let turn = 1; ; turn += 1) {
        await pause.over()
        try {
          return await attempt(token)
        } catch (error) {
          if (!(error instanceof CallFailure) || error.meaning === 'final' || turn === attempts) throw error
        }
        const longest = timing.backoffMs * 2 ** (turn - 1)
        await new Promise((resolve) => setTimeout(resolve, longest * (0.5 + fraction(random) / 2)))
      }
    },
  }
}
