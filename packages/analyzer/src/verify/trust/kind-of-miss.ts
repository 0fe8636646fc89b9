import type { ConditionExplanation, Nearest } from '@rolecall/policy'
import type { Progress } from '../progress.ts'

const subject = /^system:serviceaccount:/

type Case = readonly [kind: string, is: (condition: ConditionExplanation, hostPath: string) => boolean]

/** What went wrong with a condition, the most telling first. */
const cases: readonly Case[] = [
  ['issuer-in-key', ({ key }, hostPath) => /:(sub|aud)$/.test(key) && !key.startsWith(`${hostPath}:`)],
  [
    'sub-and-aud-swapped',
    ({ key, wanted }) =>
      key.endsWith(':aud')
        ? wanted.some((one) => subject.test(one))
        : wanted.every((one) => !/[:]/.test(one)),
  ],
  [
    'wildcard-in-string-equals',
    ({ operator, wanted }) => /StringEquals/i.test(operator) && wanted.some((one) => /[*?]/.test(one)),
  ],
  ['audience', ({ key }) => key.endsWith(':aud')],
  ['subject', ({ key }) => key.endsWith(':sub')],
]

/** The misconfiguration behind the statement of a trust policy that came closest. */
export function kindOfMiss({ misses }: Nearest, { issuer }: Progress): string {
  if (misses.some(({ part }) => part === 'action')) return 'action-of-other-method'
  if (misses.some(({ part }) => part === 'principal')) return 'other-principal'
  for (const [kind, is] of cases) {
    const meets = misses.some((miss) => miss.part === 'condition' && is(miss.condition, issuer!.hostPath))
    if (meets) return kind
  }
  return 'trust-policy'
}
