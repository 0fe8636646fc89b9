import { type CompiledPolicy, compilePolicy, parsePolicy } from '@rolecall/policy'

const kinds = ['identity', 'boundary', 'session', 'resource'] as const
type Kind = (typeof kinds)[number]
type Assumption = 'favourable' | 'unfavourable'

const policies = new Map(
  kinds.flatMap((kind) => [
    [`${kind} favourable`, make(kind, 'Allow')] as const,
    [`${kind} unfavourable`, make(kind, 'Deny')] as const,
  ]),
)

/** What a policy that nobody could read may say at most: everything, or nothing. */
export function standIn(kind: Kind, assumption: Assumption): CompiledPolicy {
  return policies.get(`${kind} ${assumption}`)!
}

function make(kind: Kind, Effect: 'Allow' | 'Deny'): CompiledPolicy {
  const Principal = kind === 'resource' ? { Principal: '*' } : {}
  const text = JSON.stringify({ Statement: [{ Effect, ...Principal, Action: '*', Resource: '*' }] })
  const parsed = parsePolicy(text, kind)
  if (!parsed.ok) throw new Error(`the stand-in for ${kind} policies is no policy`)
  return compilePolicy(parsed.policy, 'a policy that could not be read')
}
