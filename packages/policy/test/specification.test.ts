import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decide, explain } from '../src/index.ts'
import { arbitraryCase } from './generate/arbitrary-case.ts'
import { changeHolds } from './generate/change-holds.ts'
import { compileCase } from './generate/compile-case.ts'
import { specification } from './specification/specification.ts'

/** What nobody can do: a policy of AWS has no editor but AWS. */
const ofAwsItself = /(add to|remove statement \d+ of|set \S+ of) arn:aws:iam::aws:/

describe('the engine and the specification', () => {
  test('agree on every request', () => {
    fc.assert(
      fc.property(arbitraryCase, (generated) => {
        const { request, policies } = compileCase(generated)
        expect(decide(request, policies).outcome).toBe(specification(generated.request, generated.policies))
      }),
      { numRuns: 6000 },
    )
  })

  test('explain decides as decide does, and its change turns the answer round', () => {
    fc.assert(
      fc.property(arbitraryCase, (generated) => {
        const { request, policies } = compileCase(generated)
        const explanation = explain(request, policies)
        expect(explanation.decision).toEqual(decide(request, policies))
        const verdicts = explanation.layers.map((layer) => layer.verdict)
        if (explanation.decision.outcome === 'explicit-deny') expect(verdicts).toContain('denies')
        else if (explanation.decision.basis !== 'needs-no-permission')
          expect(verdicts).not.toContain('denies')
        const { change } = explanation
        if (!change) return
        expect(changeHolds(request, policies, change.edits)).toBe(true)
        expect(change.sentence).not.toMatch(ofAwsItself)
      }),
      { numRuns: 2000 },
    )
  })
})
