import { type ConditionExplanation, describeCondition, type Miss, type Nearest } from '@rolecall/policy'
import { difference } from '../names/difference.ts'
import type { Path } from './path.ts'

type Known = Pick<Path, 'provider' | 'issuer'>

/** What of the nearest statement of a trust policy does not fit, and how little is missing. */
export function describeMisses({ misses, policy, statement }: Nearest, path: Known): string {
  const entries = policy.source.statements[statement]?.principal?.entries ?? []
  const named = entries.map(({ term }) => term.value)
  return misses.map((miss) => describeMiss(miss, named, path)).join(' and ')
}

function describeMiss(miss: Miss, named: readonly string[], { provider, issuer }: Known): string {
  switch (miss.part) {
    case 'principal':
      return `it trusts ${named.join(', ') || 'nobody'} and not ${provider!.arn}`
    case 'action':
      return 'it does not allow sts:AssumeRoleWithWebIdentity'
    case 'resource':
      return 'it names a resource'
    default:
      return describeCondition(miss.condition) + hint(miss.condition, issuer!.hostPath)
  }
}

function hint({ key, operator, wanted, seen }: ConditionExplanation, hostPath: string): string {
  const claim = key.slice(key.lastIndexOf(':'))
  if (seen === undefined && key !== hostPath + claim && /^:(sub|aud|iss)$/.test(claim)) {
    return `: the cluster's own key is ${hostPath}${claim}`
  }
  if (typeof seen !== 'string') return ''
  if (/^(ForA\w+:)?StringEquals/i.test(operator) && wanted.some((value) => /[*?]/.test(value))) {
    return `: ${operator} reads * and ? as letters, StringLike as wildcards`
  }
  const how = wanted.map((value) => difference(seen, value)).find((one) => one !== undefined)
  return how ? `, which ${how}` : ''
}
