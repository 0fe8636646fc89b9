import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { decide, explain } from '../src/index.ts'
import { expandCases, type RuleFile } from './generate/expand-cases.ts'
import { specification } from './specification/specification.ts'

const folder = new URL('./cases/', import.meta.url)
const files = readdirSync(folder).filter((name) => /^\d/.test(name))
const rules = files.map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as RuleFile)

describe.each(rules)('rule $rule: $title', (rule) => {
  test.each(expandCases(rule))('$name', ({ request, policies, plain, expected, layer, sid }) => {
    const decision = decide(request, policies)
    expect(decision.outcome).toBe(expected)
    if (layer !== undefined) expect(decision.layer).toBe(layer)
    if (sid !== undefined) expect(decision.policy?.statements[decision.statement ?? -1]?.sid).toBe(sid)
    expect(explain(request, policies).decision).toEqual(decision)
    if (plain) expect(specification(plain.request, plain.policies)).toBe(expected)
  })
})

test('there are as many cases as we say', () => {
  expect(rules.flatMap((rule) => rule.cases).length).toBeGreaterThanOrEqual(600)
})
