import type { Policy, Term } from '../document/policy.ts'
import type { Check, Known } from './check.ts'

/** The six parts of an ARN; `undefined` for what is missing. */
export type ArnParts = readonly [
  arn: string,
  partition: string | undefined,
  service: string | undefined,
  region: string | undefined,
  account: string | undefined,
  resource: string | undefined,
]

interface Cut {
  readonly term: Term
  readonly parts: ArnParts
  /** Whether the parts stand where they should: none is missing and no variable, which holds colons, is before the last. */
  readonly inPlace: boolean
}

/** Cut once for all checks of a policy. */
const cuts = new WeakMap<Policy, readonly Cut[]>()

/**
 * An error about each text of Resource and NotResource but `*`.
 *
 * @param early whether it is said also of an ARN whose parts do not stand where they should.
 */
export function eachArn(
  code: string,
  look: (parts: ArnParts, known: Known) => string | undefined,
  { early = false, kinds }: { readonly early?: boolean; readonly kinds?: Check['kinds'] } = {},
): Check {
  return {
    code,
    severity: 'error',
    ...(kinds && { kinds }),
    find(policy, say, known) {
      for (const { term, parts, inPlace } of cutsOf(policy)) {
        const message = inPlace || early ? look(parts, known) : undefined
        if (message !== undefined) say(message, term)
      }
    },
  }
}

function cutsOf(policy: Policy): readonly Cut[] {
  let found = cuts.get(policy)
  if (!found) {
    found = policy.statements
      .flatMap(({ resource }) => resource?.patterns ?? [])
      .filter(({ value }) => !/^\*+$/.test(value))
      .map(cut)
    cuts.set(policy, found)
  }
  return found
}

function cut(term: Term): Cut {
  const [arn = '', partition, service, region, account, ...rest] = term.value.split(':')
  const resource = rest.length > 0 ? rest.join(':') : undefined
  const inPlace = resource !== undefined && !/^(?:[^:$]*:){0,4}[^:$]*\$\{/.test(term.value)
  return { term, parts: [arn, partition, service, region, account, resource], inPlace }
}
