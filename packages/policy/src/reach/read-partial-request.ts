import { readSubject } from '../evaluate/read-subject.ts'
import type { Request } from '../evaluate/request.ts'
import { wrongField } from '../evaluate/wrong-field.ts'
import { anyAction } from '../match/any-action.ts'
import { ArnShape } from '../match/arn-shape.ts'
import { cutArn } from '../match/cut-arn.ts'
import { cutTemplate } from '../match/cut-template.ts'
import { GlobShape } from '../match/glob-shape.ts'
import { principalFields } from '../principal/principal-fields.ts'
import type { KnownAction, KnownRequest, KnownResource } from './known-request.ts'
import type { PartialPrincipal, PartialRequest } from './partial-request.ts'
import { readPartialPrincipal } from './read-partial-principal.ts'

const anyResource: KnownResource = {
  text: undefined,
  shape: ArnShape.everything,
  owner: 'unknown',
  account: undefined,
}

/**
 * Prepares a partly known request.
 *
 * @throws TypeError naming the field that has a wrong type, or that no request can have.
 */
export function readPartialRequest(request: PartialRequest): KnownRequest {
  const { context } = request
  const principals = readPrincipals(request.principal)
  const action = readAction(request.action)
  // What is known is held to the rules of requests; the rest of this one stands for what is not.
  const subject = readSubject({
    principal: principals.length === 1 && principals[0]!.whole ? principals[0]!.whole : { type: 'anonymous' },
    action: action ? 'any:any' : request.action!,
    resource: arnOf(request.resource),
    context,
  })
  const absent = readAbsent(request.absent)
  return {
    principals,
    action: action ?? { text: subject.action, shape: literal(subject.action) },
    resource: readResource(request.resource, subject.resource),
    context,
    isUnknown: (key) => context.get(key) === undefined && !absent.has(key),
  }
}

function readPrincipals(principal: unknown = {}): KnownRequest['principals'] {
  if (typeof principal !== 'object' || principal === null || Array.isArray(principal))
    throw wrongField('principal', 'some fields of a principal')
  const { type } = principal as { readonly type?: unknown }
  const own = principalFields.get(type as string)
  if (type !== undefined && !own)
    throw wrongField('principal.type', `one of ${[...principalFields.keys()].join(', ')}`)
  // A principal of a known type may have more fields, which are not looked at.
  for (const field of own ?? Object.keys(principal)) {
    const value = (principal as Readonly<Record<string, unknown>>)[field]
    if (value !== undefined && typeof value !== 'string') throw wrongField(`principal.${field}`, 'a text')
  }
  const known = readPartialPrincipal(principal as PartialPrincipal)
  if (!known) throw wrongField('principal', 'some fields of one type of principal')
  return known
}

/** `undefined` for one action, which is then read as any request's. */
function readAction(action: unknown): KnownAction | undefined {
  if (action === undefined || (typeof action === 'string' && /^\*+$/.test(action)))
    return { text: undefined, shape: anyAction }
  if (typeof action !== 'string' || !/[*?]/.test(action)) {
    if (typeof action !== 'string') throw wrongField('action', 'such as "s3:GetObject" or "s3:*"')
    return undefined
  }
  const shape = new GlobShape(cutTemplate(action.toLowerCase(), false, true)!)
  if (action.startsWith(':') || !shape.meets(anyAction))
    throw wrongField('action', 'such as "s3:GetObject" or "s3:*"')
  return { text: undefined, shape }
}

function arnOf(resource: PartialRequest['resource']): Request['resource'] {
  if (resource === undefined) return { arn: '*' }
  if (
    typeof resource === 'object' &&
    resource !== null &&
    'pattern' in resource &&
    resource.pattern !== undefined
  ) {
    if ('arn' in resource && resource.arn !== undefined)
      throw wrongField('resource', 'an arn or a pattern, not both')
    return { arn: '*', account: resource.account }
  }
  return resource as Request['resource']
}

function readResource(
  resource: PartialRequest['resource'],
  text: NonNullable<KnownResource['text']>,
): KnownResource {
  if (resource === undefined) return anyResource
  const owner = { account: resource.account }
  if (!('pattern' in resource) || resource.pattern === undefined) {
    const { starts } = text
    const account = starts.length === 0 ? '' : text.text.slice(starts[4], starts[5]! - 1)
    return { text, shape: ArnShape.of(text), owner, account }
  }
  if (typeof resource.pattern !== 'string')
    throw wrongField('resource.pattern', 'an ARN with wildcards, or "*"')
  const tokens = cutTemplate(resource.pattern, false, true)!
  if (tokens.length > 0 && tokens.every((token) => token.type === 'star')) return { ...anyResource, owner }
  const parts = cutArn(tokens, false)
  const shape = parts.length < 6 ? undefined : new ArnShape(parts)
  if (!shape || shape.isEmpty) throw wrongField('resource.pattern', 'an ARN with wildcards, or "*"')
  const account = parts[4]!
  const plain = account.every((token) => token.type === 'literal')
  return {
    text: undefined,
    shape,
    owner,
    account: plain
      ? account.map((token) => (token.type === 'literal' ? token.text : '')).join('')
      : new GlobShape(account),
  }
}

function readAbsent(absent: unknown = []): ReadonlySet<string> {
  const iterable = typeof absent === 'object' && absent !== null && Symbol.iterator in absent
  const keys: unknown[] = iterable ? [...(absent as Iterable<unknown>)] : [undefined]
  const folded = new Set<string>()
  for (const key of keys) {
    if (typeof key !== 'string') throw wrongField('absent', 'a list of context keys')
    folded.add(key.toLowerCase())
  }
  return folded
}

function literal(text: string): GlobShape {
  return new GlobShape([{ type: 'literal', text }])
}
