import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { decide, type PartialPrincipal, type Principal, reach, requestContext } from '../src/index.ts'
import { type CasePolicies, compilePolicies } from './generate/compile-policies.ts'

interface ReachCase {
  readonly name: string
  readonly request: {
    readonly principal: string | PartialPrincipal | null
    readonly action?: string
    readonly resource: string | { readonly pattern: string } | null
    readonly account?: string
  }
  readonly policies: CasePolicies
  readonly expect: 'always' | 'never' | 'depends'
  readonly requirements?: readonly object[]
  readonly completions?: readonly {
    readonly principal?: string
    readonly action?: string
    readonly resource?: string
    readonly account?: string
    readonly context?: Record<string, string>
    readonly allowed: boolean
  }[]
}

const read = (name: string) => JSON.parse(readFileSync(new URL(`./cases/${name}`, import.meta.url), 'utf8'))
const principals = read('principals.json') as Record<string, Principal>
const { cases } = read('reach.json') as { readonly cases: readonly ReachCase[] }

describe('reach of partly known requests', () => {
  test.each(cases)(
    '$name',
    ({ request, policies: given, expect: outcome, requirements, completions = [] }) => {
      const policies = compilePolicies(given)
      const { principal, action, resource, account } = request
      // As in the other files, an action that is not written is s3:GetObject; `*` is any.
      const partial = {
        principal: typeof principal === 'string' ? principals[principal]! : (principal ?? undefined),
        action: action ?? (completions.some((one) => one.action) ? undefined : 's3:GetObject'),
        resource:
          typeof resource === 'string'
            ? { arn: resource, account }
            : resource
              ? { ...resource, account }
              : undefined,
        context: requestContext([]),
      }
      const answer = reach(partial, policies)
      expect(answer.outcome).toBe(outcome)
      if (requirements) {
        expect(answer.requirements).toHaveLength(requirements.length)
        expect(answer.requirements).toMatchObject(requirements)
      }
      for (const { allowed, context = {}, ...one } of completions) {
        const values = requestContext(Object.entries(context))
        const rest = {
          ...(one.principal && { principal: principals[one.principal]! }),
          ...(one.action && { action: one.action }),
          ...(one.resource && { resource: { arn: one.resource, account: one.account ?? account } }),
        }
        expect([rest, answer.allowedBy(values, rest)]).toEqual([rest, allowed])
        expect(decide({ ...partial, ...rest, context: values } as never, policies).allowed).toBe(allowed)
      }
    },
  )
})
