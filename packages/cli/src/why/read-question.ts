import type { Question } from '@rolecall/analyzer'
import { type Clock, parseArn } from '@rolecall/core'
import { Refusal } from '../refusal.ts'
import { principalArn } from './principal-arn.ts'
import type { WhyOptions } from './why-arguments.ts'

/** What the arguments of `why` and `can` ask. @throws Refusal */
export function readQuestion(options: WhyOptions, operands: readonly string[], clock: Clock): Question {
  const { pairs, rest } = splitContext(options.context ?? [])
  const [action, resource, ...more] = [...operands, ...rest]
  if (action === undefined) {
    throw new Refusal('what? Give an action and a resource, such as s3:GetObject arn:aws:s3:::bucket/key')
  }
  if (!/^[a-z0-9-]+:[a-z0-9]+$/i.test(action)) {
    throw new Refusal(`an action is written service:Name, such as s3:GetObject, and ${shown(action)} is not`)
  }
  if (resource === undefined)
    throw new Refusal(`which resource? Give its ARN after ${action}, or * for an action that knows none`)
  if (more.length > 0)
    throw new Refusal(`one action on one resource is asked at a time, and ${shown(more[0]!)} is too much`)
  if (resource !== '*' && !parseArn(resource))
    throw new Refusal(`a resource is an ARN or *, and ${shown(resource)} is neither`)
  const asked = { action, resource, at: clock(), ...(pairs.length > 0 ? { context: contextOf(pairs) } : {}) }
  const { principal, cluster, namespace, serviceAccount } = options
  if (principal !== undefined) {
    if (cluster !== undefined || namespace !== undefined || serviceAccount !== undefined) {
      throw new Refusal('--principal stands in place of --cluster, --namespace and --service-account')
    }
    if (!principalArn.test(principal)) {
      throw new Refusal(
        `--principal takes the ARN of a role, of a session of one, or of a user, and ${shown(principal)} is none`,
      )
    }
    return { ...asked, principal }
  }
  if (cluster === undefined || namespace === undefined || serviceAccount === undefined) {
    throw new Refusal('who? Give --cluster, --namespace and --service-account, or --principal')
  }
  return { ...asked, cluster, namespace, serviceAccount }
}

/**
 * An option that may be given again takes all that follows up to the next option, and so the action and the
 * resource when they stand there. An action has no equals sign, and a pair does.
 */
function splitContext(words: readonly string[]): { pairs: readonly string[]; rest: readonly string[] } {
  const at = words.findIndex((word) => !word.includes('='))
  if (at < 0) return { pairs: words, rest: [] }
  return { pairs: [...words.slice(0, at), ...words.slice(at + 2)], rest: words.slice(at, at + 2) }
}

/** A key that is given several times has several values. */
function contextOf(pairs: readonly string[]): Record<string, string | string[]> {
  const context = new Map<string, string[]>()
  for (const pair of pairs) {
    const [, key, value] = /^([^=]*:[^=]+)=(.*)$/s.exec(pair) ?? []
    if (key === undefined || value === undefined) {
      throw new Refusal(
        `--context takes key=value, such as aws:SourceIp=203.0.113.7, and ${shown(pair)} is something else`,
      )
    }
    context.set(key, [...(context.get(key) ?? []), value])
  }
  return Object.fromEntries([...context].map(([key, all]) => [key, all.length === 1 ? all[0]! : all]))
}

function shown(text: string): string {
  return JSON.stringify(text)
}
