import fc from 'fast-check'
import { decide, explain } from '../src/index.ts'
import { arbitraryCase } from './generate/arbitrary-case.ts'
import { changeHolds } from './generate/change-holds.ts'
import { compileCase } from './generate/compile-case.ts'
import { specification } from './specification/specification.ts'

/*
 * `npm run fuzz -w packages/policy [pairs] [seed]`: asks engine and specification about random policies and
 * requests, a million pairs unless told otherwise. Each set of policies meets the requests of its neighbours too.
 */
const pairs = Number(process.argv[2] ?? 1_000_000)
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31)
const batch = 200
const neighbours = 20

let asked = 0
let changes = 0
const outcomes: Record<string, number> = { allowed: 0, 'explicit-deny': 0, 'implicit-deny': 0 }
const started = Date.now()
for (let round = 0; asked < pairs; round++) {
  const cases = fc.sample(arbitraryCase, { seed: seed + round, numRuns: batch })
  const compiled = cases.map(compileCase)
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
      if (step > 0) continue
      const { change, decision: again } = explain(asEngine, own)
      if (again.outcome !== expected) fail('explain says', again.outcome, expected, request, policies)
      if (!change) continue
      changes++
      if (!changeHolds(asEngine, own, change.edits))
        fail('the change', change.sentence, 'no turn', request, policies)
    }
  }
  if (round % 50 === 49)
    process.stderr.write(`${asked} pairs, ${Math.round((Date.now() - started) / 1000)} s\n`)
}
console.log(
  `${asked} pairs agree (seed ${seed}): ${JSON.stringify(outcomes)}; ${changes} changes carried out`,
)

function fail(what: string, got: string, expected: string, request: unknown, policies: unknown): never {
  console.error(
    `${what} ${got}, expected ${expected} (seed ${seed})\n${JSON.stringify({ request, policies }, undefined, 1)}`,
  )
  process.exit(1)
}
