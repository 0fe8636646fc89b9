import { readSubject, type Subject } from '../evaluate/read-subject.ts'
import type { Request } from '../evaluate/request.ts'
import { wrongField } from '../evaluate/wrong-field.ts'
import { ArnShape } from '../match/arn-shape.ts'
import { GlobShape } from '../match/glob-shape.ts'
import type { KnownRequest } from './known-request.ts'
import type { PartialRequest } from './partial-request.ts'

/** What a partly known request lacks; what it has need not be said again. */
export type Completion = Partial<Pick<Request, 'principal' | 'action' | 'resource'>>

/**
 * Puts together what was known and what was not.
 *
 * @throws TypeError naming a field that is still missing, or that the partly known request rules out.
 */
export function completeRequest(
  partial: PartialRequest,
  known: KnownRequest,
  context: Request['context'],
  rest: Completion,
): Subject {
  const { action, resource, principals } = known
  const whole = principals.length === 1 ? principals[0]!.whole : undefined
  const owner = resource.owner === 'unknown' ? undefined : resource.owner.account
  const subject = readSubject({
    // What is missing is told by the field's own check.
    principal: rest.principal ?? (whole as Request['principal']),
    action: rest.action ?? (action.text as string),
    resource: { account: owner, ...(rest.resource ?? { arn: resource.text?.text as string }) },
    context,
  })
  if (!action.shape.covers(new GlobShape([{ type: 'literal', text: subject.action }])))
    throw wrongField('action', `one that ${partial.action} stands for`)
  if (!isPossibleResource(subject, known))
    throw wrongField('resource', 'one that the partial request stands for')
  if (!isPossiblePrincipal(subject, known))
    throw wrongField('principal', 'one that the partial request stands for')
  return subject
}

function isPossibleResource(subject: Subject, { resource }: KnownRequest): boolean {
  if (resource.owner !== 'unknown' && resource.owner.account !== subject.request.resource.account)
    return false
  if (resource.text) return resource.text.text === subject.resource.text
  const shape = ArnShape.of(subject.resource)
  return shape ? resource.shape!.covers(shape) : resource.shape === ArnShape.everything
}

function isPossiblePrincipal({ principal }: Subject, { principals }: KnownRequest): boolean {
  const known = principals.find(({ type }) => type === principal.type)
  if (!known) return false
  return [...known.fields].every(([field, wanted]) => {
    const text = (principal as unknown as Readonly<Record<string, string>>)[field]!
    if (typeof wanted === 'string') return wanted === text
    return wanted.covers(new GlobShape([{ type: 'literal', text }]))
  })
}
