import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decide, reach, requestContext } from '../src/index.ts'
import { arbitraryCase } from './generate/arbitrary-case.ts'
import { compileCase } from './generate/compile-case.ts'

const seed = 20_261_120

describe('reach', () => {
  test('says what decide says once everything is known', () => {
    fc.assert(
      fc.property(arbitraryCase, fc.nat(), (generated, mask) => {
        const { request, policies } = compileCase(generated)
        const known = knownPart([...request.context], mask)
        const answer = reach({ ...request, context: requestContext(known) }, policies)
        const { allowed } = decide(request, policies)
        expect(answer.allowedBy(request.context)).toBe(allowed)
        if (answer.outcome === 'always') expect(allowed).toBe(true)
        if (answer.outcome === 'never') expect(allowed).toBe(false)
      }),
      { seed, numRuns: 3000 },
    )
  })

  test('a key that is known to be absent is not asked about', () => {
    fc.assert(
      fc.property(arbitraryCase, (generated) => {
        const { request, policies } = compileCase(generated)
        const known = new Set([...request.context].map(([key]) => key.toLowerCase()))
        const all = [
          ...policies.identity,
          policies.boundary,
          policies.resource,
          ...(policies.session ?? []),
          ...(policies.scps ?? []).flat(),
          ...(policies.rcps ?? []).flat(),
        ]
        const keys = all
          .flatMap((policy) => policy?.statements ?? [])
          .flatMap((statement) => [
            ...statement.conditions.flatMap((condition) => condition.keys),
            ...(statement.resource?.keys ?? []),
          ])
        const absent = keys.filter((key) => !known.has(key))
        const { outcome, requirements } = reach({ ...request, absent }, policies)
        expect(requirements).toEqual([])
        expect(outcome).toBe(decide(request, policies).allowed ? 'always' : 'never')
      }),
      { seed, numRuns: 1000 },
    )
  })
})

/** A part of the keys, each with all its spellings: a key is known or not. */
function knownPart<T>(entries: readonly (readonly [key: string, value: T])[], mask: number) {
  const keys = [...new Set(entries.map(([key]) => key.toLowerCase()))]
  return entries.filter(([key]) => (mask >> keys.indexOf(key.toLowerCase())) & 1)
}
