import { type CompiledPolicy, type Explanation, explain, type Policies, type Request } from '@rolecall/policy'
import { assume } from './assume.ts'
import type { CompiledSource } from './compile-source.ts'
import type { KnownContext } from './known-context.ts'
import { standIn } from './stand-in.ts'
import { unknownKeys } from './unknown-keys.ts'

/** The policies that speak about a request, each compiled or known to exist and unread. */
export interface Sources {
  readonly identity: readonly CompiledSource[]
  readonly boundary?: CompiledSource | undefined
  /** The one session policy that is passed. */
  readonly session?: CompiledSource | undefined
  readonly resource?: CompiledSource | undefined
}

/** A decision that says when it is none. */
export interface Weighing {
  readonly outcome: 'allowed' | 'denied' | 'undecided'
  /** With everything unknown taken for the caller, and against. They decide alike unless undecided. */
  readonly favourable: Explanation
  readonly unfavourable: Explanation
  /** Of the two, the one to quote: an allow that nothing unknown can take away, a denial that it cannot lift. */
  readonly explanation: Explanation
  /** Keys, in lower case, of statements that may apply or not. */
  readonly keys: readonly string[]
  /** Why policies could not be read. */
  readonly unread: readonly string[]
}

/**
 * Decides by the engine of STS and the gateway, twice: all that is unknown (a key the request will have, a
 * policy nobody may read) is taken for the caller, and against. It is decided when both come out alike.
 */
export function weigh(request: Omit<Request, 'context'>, known: KnownContext, sources: Sources): Weighing {
  const all = [...sources.identity, sources.boundary, sources.session, sources.resource]
  const unread = all.flatMap((source) => source?.unread ?? [])
  const asked = { ...request, context: known.context }
  const favourable = explain(asked, worldOf('favourable'))
  const certain = unread.length === 0 && !hasUnknownKeys()
  const unfavourable = certain ? favourable : explain(asked, worldOf('unfavourable'))
  const [best, worst] = [favourable.decision.allowed, unfavourable.decision.allowed]
  return {
    outcome: worst ? 'allowed' : best ? 'undecided' : 'denied',
    favourable,
    unfavourable,
    explanation: best ? unfavourable : favourable,
    keys: certain ? [] : [...new Set([...keysOf(favourable, 'Allow'), ...keysOf(unfavourable, 'Deny')])],
    unread,
  }

  function worldOf(assumption: 'favourable' | 'unfavourable'): Policies {
    const read = ({ policy }: CompiledSource, kind: Parameters<typeof standIn>[0]): CompiledPolicy =>
      policy ? assume(policy, known, assumption) : standIn(kind, assumption)
    return {
      identity: sources.identity.map((source) => read(source, 'identity')),
      boundary: sources.boundary && read(sources.boundary, 'boundary'),
      session: sources.session && [read(sources.session, 'session')],
      resource: sources.resource && read(sources.resource, 'resource'),
    }
  }

  function hasUnknownKeys(): boolean {
    return all.some((source) =>
      source?.policy?.statements.some((statement) => unknownKeys(statement, known).length > 0),
    )
  }

  function keysOf({ layers }: Explanation, effect: 'Allow' | 'Deny'): string[] {
    return layers
      .flatMap(({ policies }) => policies)
      .flatMap(({ policy, statements }) =>
        statements
          .filter((one) => one.effect === effect && one.applies)
          .flatMap(({ index }) => unknownKeys(policy.statements[index]!, known)),
      )
  }
}
