import type { RequestContext } from '../context/request-context.ts'
import { type ArnText, arnText } from '../match/arn-text.ts'
import type { Principal } from '../principal/principal.ts'
import { principalFields } from '../principal/principal-fields.ts'
import type { Request } from './request.ts'
import { wrongField } from './wrong-field.ts'

/** A request prepared for being asked about: texts cut once, and what kind of case it is. */
export interface Subject {
  readonly request: Request
  readonly principal: Principal
  /** In lower case. */
  readonly action: string
  readonly resource: ArnText
  readonly context: RequestContext
  /** The caller's account and the resource's are known and differ. */
  readonly crossAccount: boolean
  /** Role trust and KMS keys: without an Allow of the resource's own policy nothing is allowed. */
  readonly needsResourceAllow: boolean
  /** A role AWS keeps for a service of its own; organization policies do not reach it. */
  readonly serviceLinked: boolean
}

/**
 * Prepares a request.
 *
 * @throws TypeError naming the field that has a wrong type; callers without a compiler need it.
 */
export function readSubject(request: Request): Subject {
  const { principal, action, context } = request
  if (typeof action !== 'string' || action.indexOf(':') < 1)
    throw wrongField('action', 'such as "s3:GetObject"')
  if (typeof request.resource?.arn !== 'string') throw wrongField('resource.arn', 'an ARN or "*"')
  const owner = request.resource.account
  if (owner !== undefined && typeof owner !== 'string') throw wrongField('resource.account', 'twelve digits')
  if (typeof context?.get !== 'function') throw wrongField('context', 'made by requestContext()')
  checkPrincipal(principal)
  const resource = arnText(request.resource.arn)
  const account = 'account' in principal ? principal.account : undefined
  return {
    request,
    principal,
    action: action.toLowerCase(),
    resource,
    context,
    crossAccount: account !== undefined && !sameAccount(account, owner, resource),
    needsResourceAllow: needsResourceAllow(resource, action),
    serviceLinked: principal.type === 'role-session' && principal.roleArn.includes(':role/aws-service-role/'),
  }
}

function checkPrincipal(principal: Principal): void {
  const fields = principalFields.get(principal?.type)
  if (!fields) throw wrongField('principal.type', `one of ${[...principalFields.keys()].join(', ')}`)
  for (const field of fields) {
    if (typeof (principal as unknown as Record<string, unknown>)[field] !== 'string') {
      throw wrongField(`principal.${field}`, 'a text')
    }
  }
}

function sameAccount(account: string, owner: string | undefined, { text, starts }: ArnText): boolean {
  if (owner !== undefined) return owner === account
  if (starts.length === 0) return true
  const start = starts[4]!
  const length = starts[5]! - start - 1
  if (length !== 12 || !isDigits(text, start, start + 12)) return true
  return text.startsWith(account, start)
}

function isDigits(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code < 0x30 || code > 0x39) return false
  }
  return true
}

function needsResourceAllow({ text, starts }: ArnText, action: string): boolean {
  if (starts.length === 0) return false
  const service = starts[2]!
  const last = starts[5]!
  if (text.startsWith('kms:', service)) return text.startsWith('key/', last)
  if (!text.startsWith('iam:', service) || !text.startsWith('role/', last)) return false
  return action.length > 4 && action.slice(0, 4).toLowerCase() === 'sts:'
}
