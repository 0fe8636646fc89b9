import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decide, reach, requestContext } from '../src/index.ts'
import { arbitraryCase } from './generate/arbitrary-case.ts'
import { compileCase } from './generate/compile-case.ts'
import { faceReach } from './generate/face-reach.ts'
import { type Hiding, hideParts } from './generate/hide-parts.ts'

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
      { numRuns: 3000 },
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
      { numRuns: 1000 },
    )
  })
})

describe('reach of a request of which parts are not known', () => {
  const hiding = fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat(), fc.nat()) as fc.Arbitrary<Hiding>

  test('says what decide says of every request it may be', () => {
    const outcomes = { always: 0, never: 0, depends: 0 }
    let completed = 0
    fc.assert(
      fc.property(arbitraryCase, fc.array(arbitraryCase, { maxLength: 3 }), hiding, (one, more, hidden) => {
        const { request, policies } = compileCase(one)
        const others = more.map((other) => compileCase(other).request)
        const faced = faceReach(hideParts(request, hidden), request, others, policies)
        expect(faced.wrong).toBeUndefined()
        outcomes[faced.outcome]++
        completed += faced.completed
      }),
      { numRuns: 3000 },
    )
    expect(outcomes.always).toBeGreaterThan(30)
    expect(outcomes.never).toBeGreaterThan(700)
    expect(outcomes.depends).toBeGreaterThan(700)
    expect(completed).toBeGreaterThan(9000)
  })
})

/** A part of the keys, each with all its spellings: a key is known or not. */
function knownPart<T>(entries: readonly (readonly [key: string, value: T])[], mask: number) {
  const keys = [...new Set(entries.map(([key]) => key.toLowerCase()))]
  return entries.filter(([key]) => (mask >> keys.indexOf(key.toLowerCase())) & 1)
}
