import fc from 'fast-check'
import { decide, explain } from '../src/index.ts'
import { arbitraryCase } from './generate/arbitrary-case.ts'
import { arbitraryChange } from './generate/arbitrary-change.ts'
import { changeHolds } from './generate/change-holds.ts'
import { compileCase } from './generate/compile-case.ts'
import { faceChecks } from './generate/face-checks.ts'
import { faceReach } from './generate/face-reach.ts'
import { type Hiding, hideParts } from './generate/hide-parts.ts'
import { specification } from './specification/specification.ts'

/*
 * `npm run fuzz -w packages/policy [pairs] [seed]`: asks engine and specification about random policies and
 * requests, a million pairs unless told otherwise. Each set of policies meets the requests of its neighbours too.
 * For one pair in ten parts of the request are hidden from `reach`, which then faces `decide` on some of the
 * requests it may be. For one pair in forty a policy is changed, and the checks of access face `decide` about both.
 */
const pairs = Number(process.argv[2] ?? 1_000_000)
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31)
const batch = 200
const neighbours = 20

const hiding = fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat(), fc.nat()) as fc.Arbitrary<Hiding>

/** What nobody can do. */
const ofAwsItself = /(add to|remove statement \d+ of|set \S+ of) arn:aws:iam::aws:/

let asked = 0
let changes = 0
const reached = { always: 0, never: 0, depends: 0, completed: 0 }
const checked = { passed: 0, failed: 0, allowed: 0, refused: 0 }
const outcomes: Record<string, number> = { allowed: 0, 'explicit-deny': 0, 'implicit-deny': 0 }
const started = Date.now()
for (let round = 0; asked < pairs; round++) {
  const cases = fc.sample(arbitraryCase, { seed: seed + round, numRuns: batch })
  const compiled = cases.map(compileCase)
  const hidings = fc.sample(hiding, { seed: seed + round, numRuns: batch })
  for (const [index, { policies }] of cases.entries()) {
    for (let step = 0; step < neighbours; step++) {
      const other = (index + step) % batch
      const request = cases[other]!.request
      const asEngine = compiled[other]!.request
      const own = compiled[index]!.policies
      const expected = specification(request, policies)
      const decision = decide(asEngine, own)
      if (decision.outcome !== expected)
        fail('the engine says', decision.outcome, expected, request, policies)
      outcomes[expected]!++
      asked++
      if (step % 10 === 5) {
        const others = [compiled[(other + 1) % batch]!.request, compiled[(other + 2) % batch]!.request]
        const partial = hideParts(asEngine, hidings[(index + step) % batch]!)
        const { outcome, completed, wrong } = faceReach(partial, asEngine, others, own)
        if (wrong !== undefined) fail('reach', wrong, 'to agree', { request, partial }, policies)
        reached[outcome]++
        reached.completed += completed
      }
      if (step > 0) continue
      const { change, decision: again } = explain(asEngine, own)
      if (again.outcome !== expected) fail('explain says', again.outcome, expected, request, policies)
      if (!change) continue
      changes++
      if (!changeHolds(asEngine, own, change.edits))
        fail('the change', change.sentence, 'no turn', request, policies)
      if (ofAwsItself.test(change.sentence))
        fail('the change says', change.sentence, 'no edit of what is AWS’s', request, policies)
    }
  }
  for (const change of fc.sample(arbitraryChange, {
    seed: seed + round,
    numRuns: (batch * neighbours) / 40,
  })) {
    const { noNewAccess, allowed, refused, wrong } = faceChecks(change)
    if (wrong !== undefined) fail('the checks say', wrong, 'none', undefined, undefined)
    checked[noNewAccess ? 'passed' : 'failed']++
    checked.allowed += allowed
    checked.refused += refused
  }
  if (round % 50 === 49)
    process.stderr.write(`${asked} pairs, ${Math.round((Date.now() - started) / 1000)} s\n`)
}
console.log(
  `${asked} pairs agree (seed ${seed}): ${JSON.stringify(outcomes)}; ${changes} changes carried out; reach: ${JSON.stringify(reached)}; checks: ${JSON.stringify(checked)}`,
)

function fail(what: string, got: string, expected: string, request: unknown, policies: unknown): never {
  console.error(
    `${what} ${got}, expected ${expected} (seed ${seed})\n${JSON.stringify({ request, policies }, undefined, 1)}`,
  )
  process.exit(1)
}
