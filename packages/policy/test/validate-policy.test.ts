import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type PolicyKind, validatePolicy } from '../src/index.ts'
import { knownServices } from './known-services.data.ts'

interface FindingCase {
  readonly code: string
  readonly severity: string
  readonly kind: PolicyKind
  /** What a resource policy is attached to. */
  readonly resourceType?: string
  /** A policy that has the finding: an object, or text as it stands. */
  readonly bad: object | string
  /** What the finding points at, as it stands in the JSON of `bad`. */
  readonly at?: string
  /** The nearest policy that does not have it. */
  readonly good?: object
}

const cases = JSON.parse(readFileSync(new URL('./findings.json', import.meta.url), 'utf8')) as FindingCase[]
const write = (policy: object | string) =>
  typeof policy === 'string' ? policy : JSON.stringify(policy, undefined, 2)
describe('findings', () => {
  test.each(cases)('$code', ({ code, severity, kind, resourceType, bad, at, good }) => {
    const codes = (policy: object) =>
      validatePolicy(write(policy), kind, knownServices, resourceType).map((finding) => finding.code)
    const text = write(bad)
    const found = validatePolicy(text, kind, knownServices, resourceType).find(
      (finding) => finding.code === code,
    )
    expect(found, `${code} in ${text}`).toMatchObject({ code, severity })
    if (at !== undefined) expect(text.slice(found!.start, found!.end)).toBe(at)
    const before = text.slice(0, found!.start).split('\n')
    expect([found!.line, found!.column]).toEqual([before.length, before.at(-1)!.length + 1])
    if (good) expect(codes(good)).not.toContain(code)
  })

  test('README lists every code that can be found, and no other', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
    const listed = /<!-- found -->([\s\S]*?)<!-- end -->/.exec(readme)![1]!.match(/[A-Z][A-Z_]{6,}/g)!
    expect([...listed].sort()).toEqual([...new Set(cases.map((one) => one.code))].sort())
  })

  test('without data on services nothing is said about what exists in them', () => {
    const text = write({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: 'nobody:Knows', Resource: '*' },
    })
    expect(validatePolicy(text, 'identity')).toEqual([])
  })
})
