import { type ConditionExplanation, describeCondition, type Miss, type Nearest } from '@rolecall/policy'
import { difference } from '../names/difference.ts'

/** Who asked a trust policy for what. */
interface Asker {
  /** As a trust policy names it. */
  readonly who: string
  readonly action: string
  /** Of the issuer whose keys the conditions of the trust policy are about. */
  readonly hostPath?: string
}

/** Which statement of a trust policy came nearest, what of it does not fit, and how little is missing. */
export function describeNearest({ misses, policy, statement }: Nearest, asker: Asker): string {
  const { sid } = policy.statements[statement]!
  const entries = policy.source.statements[statement]?.principal?.entries ?? []
  const named = entries.map(({ term }) => term.value)
  const missed = misses.map((miss) => describeMiss(miss, named, asker)).join(' and ')
  return `; statement ${sid ? `"${sid}"` : statement + 1} is nearest, but ${missed}`
}

function describeMiss(miss: Miss, named: readonly string[], { who, action, hostPath }: Asker): string {
  switch (miss.part) {
    case 'principal':
      return `it trusts ${named.join(', ') || 'nobody'} and not ${who}`
    case 'action':
      return `it does not allow ${action}`
    case 'resource':
      return 'it names a resource'
    default:
      return describeCondition(miss.condition) + hint(miss.condition, hostPath)
  }
}

function hint({ key, operator, wanted, seen }: ConditionExplanation, hostPath: string | undefined): string {
  const claim = key.slice(key.lastIndexOf(':'))
  const isOfIssuer = hostPath !== undefined && /^:(sub|aud|iss)$/.test(claim)
  if (seen === undefined && isOfIssuer && key !== hostPath + claim) {
    return `: the cluster's own key is ${hostPath}${claim}`
  }
  if (typeof seen !== 'string') return ''
  if (/^(ForA\w+:)?StringEquals/i.test(operator) && wanted.some((value) => /[*?]/.test(value))) {
    return `: ${operator} reads * and ? as letters, StringLike as wildcards`
  }
  const how = wanted.map((value) => difference(seen, value)).find((one) => one !== undefined)
  return how ? `, which ${how}` : ''
}
