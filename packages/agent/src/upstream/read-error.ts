import { Fault } from '@rolecall/core'
import type { ServiceAnswer } from './signed-sender.ts'

/**
 * What an answer that is no success means for the pod whose token was sent:
 *
 * - `final`: the token gets nothing, and what it got before is no longer its;
 * - `agent`: the agent's own credentials were refused, which says nothing of the pod;
 * - `transient`: another time.
 */
export type ErrorMeaning = 'final' | 'agent' | 'transient'

export interface ServiceError {
  readonly meaning: ErrorMeaning
  readonly code: string
  /** What the service says, without the rest of the fault's text. */
  readonly words: string
  readonly fault: Fault
  /** When to come again, in milliseconds, where the service says so. */
  readonly retryAfterMs?: number
}

/** Errors of EKS Auth that are about the token, and the statuses they come with. Source: its model, 2023-11-26. */
const final: Readonly<Record<string, number>> = {
  AccessDeniedException: 400,
  ExpiredTokenException: 400,
  InvalidTokenException: 400,
  ResourceNotFoundException: 404,
}

/** Every AWS service answers these statuses for a signature or permission that is not enough. */
const aboutTheAgent: ReadonlySet<number> = new Set([401, 403])

/**
 * Said to who lacks the permission, for which the model of EKS Auth has the status of a token's refusal. Read from its
 * start: what a refusal of a token quotes is its pod's, who would keep what it held.
 */
const mayNotAsk = /^User: \S+ is not authorized to perform: eks-auth:/

const longestMessage = 1000

/** Reads an error in the form of REST-JSON: the code in a header or in the body, which may be anything at all. */
export function readError({ status, headers, text }: ServiceAnswer, now: number): ServiceError {
  const { __type, code: bodyCode, message, Message } = objectOf(text)
  const named = [headers['x-amzn-errortype'], __type, bodyCode].find((one) => typeof one === 'string')
  const code = /(?:^|#)([A-Za-z0-9.]{1,100})(?:[:,]|$)/.exec(String(named ?? ''))?.[1] ?? 'UnknownError'
  const said = String([message, Message].find((one) => typeof one === 'string') ?? `HTTP status ${status}`)
  const id = String(headers['x-amzn-requestid'] ?? headers['x-amzn-request-id'] ?? '').slice(0, 100)
  const blame = status >= 500 ? 'server' : 'client'
  const words = plain(said)
  const whole = `[${id}]: (${code}): ${words}, fault: ${blame}`
  const fault = new Fault({ code, status: status >= 400 && status <= 599 ? status : 502, blame }, whole, {
    reason: 'upstream',
  })
  const isOfAgent = aboutTheAgent.has(status) || mayNotAsk.test(said)
  const isFinal = Object.hasOwn(final, code) && final[code] === status
  const meaning = isOfAgent ? 'agent' : isFinal ? 'final' : 'transient'
  const retryAfterMs = readRetryAfter(headers['retry-after'], now)
  return { meaning, code, words, fault, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }
}

function objectOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text))
  } catch {
    return {}
  }
}

/** Control characters of another's text would drive a terminal; what looks like a token is left out. */
function plain(text: unknown): string {
  return String(text)
    .slice(0, longestMessage)
    .replace(/[\w-]{10,}\.[\w-]{10,}\.[\w-]+/g, '[token]')
    .replace(/\p{Cc}/gu, ' ')
}

/** Seconds or a date. Source: RFC 9110 §10.2.3. */
function readRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now)
}
