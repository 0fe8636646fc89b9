import { describeDecision, type Explanation, explain, type Principal } from '@rolecall/policy'
import type { Denial } from './denial-fault.ts'
import { type Items, type MatchedStatement, matchedStatement } from './matched-statement.ts'

/**
 * Why a request was denied: the members of AWS's own messages, in their order, and `rolecall`, which is ours.
 * Source: "DecodeAuthorizationMessage", API Reference and its CLI example.
 */
export interface AuthorizationMessage {
  readonly allowed: false
  readonly explicitDeny: boolean
  readonly matchedStatements: Items<MatchedStatement>
  readonly failures: Items<never>
  readonly context: {
    readonly principal: { readonly id: string; readonly name?: string; readonly arn: string }
    readonly action: string
    readonly resource: string
    readonly conditions: Items<{
      readonly key: string
      readonly values: Items<{ readonly value: string }>
    }>
  }
  readonly rolecall: {
    /** Who may not do what, and why. */
    readonly sentence: string
    readonly layer?: string
    /** The policy that decided; absent when the lack of a statement did. */
    readonly policy?: string
    /** Counted from one. */
    readonly statement?: number
    /** The smallest change of policies that would allow the request. */
    readonly change?: string
    /** Members that were left out because the message has a bound. */
    readonly leftOut?: readonly string[]
  }
}

/** Beyond, to look for a change would cost more than the call. */
const mostStatements = 100

/**
 * Explains a denial.
 *
 * @param isWhole whether all policies are gone through again, which costs as much as the call for large ones;
 *   otherwise the message says what the decision itself does.
 */
export function authorizationMessage(denial: Denial, isWhole: boolean): AuthorizationMessage {
  const { caller, request, policies, decision, instead } = denial
  const explanation = isWhole ? explain(request, policies) : undefined
  return {
    allowed: false,
    explicitDeny: decision.outcome === 'explicit-deny',
    matchedStatements: { items: explanation ? denying(explanation) : deciding(denial) },
    failures: { items: [] },
    context: {
      principal: describe(caller.principal),
      action: request.action,
      resource: request.resource.arn,
      conditions: {
        items: [...request.context].map(([key, value]) => ({
          key,
          values: { items: [value].flat().map((one) => ({ value: one })) },
        })),
      },
    },
    rolecall: instead === undefined ? ours(denial, explanation) : { sentence: instead },
  }
}

function denying({ layers }: Explanation): MatchedStatement[] {
  const policies = layers.filter(({ verdict }) => verdict === 'denies').flatMap(({ policies }) => policies)
  return policies.flatMap(({ policy, statements }) =>
    statements
      .filter(({ effect, applies }) => effect === 'Deny' && applies)
      .map(({ index }) => matchedStatement(policy, index)),
  )
}

function deciding({ decision: { outcome, policy, statement } }: Denial): MatchedStatement[] {
  if (outcome !== 'explicit-deny' || !policy || statement === undefined) return []
  return [matchedStatement(policy, statement)]
}

function ours({ decision }: Denial, explanation: Explanation | undefined): AuthorizationMessage['rolecall'] {
  const isChangeSought = explanation !== undefined && sizeOf(explanation) <= mostStatements
  const change = isChangeSought ? explanation.change?.sentence : undefined
  return {
    sentence: explanation?.sentence ?? describeDecision(decision),
    layer: decision.layer,
    ...(decision.policy ? { policy: decision.policy.label } : {}),
    ...(decision.statement === undefined ? {} : { statement: decision.statement + 1 }),
    ...(change === undefined ? {} : { change }),
    ...(isChangeSought ? {} : { leftOut: ['rolecall.change'] }),
  }
}

function sizeOf({ layers }: Explanation): number {
  let statements = 0
  for (const { policies } of layers) for (const one of policies) statements += one.statements.length
  return statements
}

function describe(principal: Principal): AuthorizationMessage['context']['principal'] {
  if (!('arn' in principal)) throw new TypeError(`a ${principal.type} principal cannot sign`)
  const { arn } = principal
  if (principal.type === 'root') return { id: principal.account, arn }
  return principal.type === 'user'
    ? { id: principal.id, name: principal.name, arn }
    : { id: principal.id, arn }
}
