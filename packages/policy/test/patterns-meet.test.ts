// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of the policy language and of documented ARNs

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutTemplate } from '../src/match/cut-template.ts'
import { GlobPattern } from '../src/match/glob-pattern.ts'
import { KnownServices } from '../src/validate/known-services.ts'
import { patternShape } from '../src/validate/pattern-shape.ts'
import { knownServices } from './known-services.data.ts'

const meet = (pattern: string, format: string) => patternShape(pattern).meets(patternShape(format))
const text = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 8 })
const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '?'), maxLength: 8 })
const format = fc.string({ unit: fc.constantFrom('a', 'b', '/', '${X}', '*'), maxLength: 5 })
const fits = (glob: string, subject: string) =>
  new GlobPattern(cutTemplate(glob, false, true)!).fits(subject, 0, subject.length)

describe('patterns that meet', () => {
  test.each([
    ['role/r', 'role/${RoleNameWithPath}', true],
    ['roles/r', 'role/${RoleNameWithPath}', false],
    ['*/r', 'role/${RoleNameWithPath}', true],
    ['ro?e/r', 'role/${Name}', true],
    ['${aws:username}/*', 'role/${Name}', true],
    ['role', 'role/${Name}', false],
    ['role/', 'role/${Name}', true],
    ['', '${Name}', true],
    ['', 'role', false],
    ['a${', 'a${', true],
    ['a${b', 'a${', false],
    ['a${b}${', 'ab${', true],
  ])('%s and %s: %s', (one, other, expected) => {
    expect(meet(one, other)).toBe(expected)
  })

  test('a text meets what it fits, as the engine sees it', () => {
    fc.assert(
      fc.property(text, format, (subject, shape) => {
        expect(meet(subject, shape)).toBe(fits(shape.replaceAll('${X}', '*'), subject))
      }),
      { numRuns: 5000 },
    )
  })

  test('two that a text fits meet, whichever is asked', () => {
    fc.assert(
      fc.property(text, pattern, format, (subject, one, shape) => {
        const other = shape.replaceAll('${X}', '*')
        if (fits(one, subject) && fits(other, subject)) expect(meet(one, shape)).toBe(true)
        expect(meet(one, shape)).toBe(meet(shape, one))
      }),
      { numRuns: 20_000 },
    )
  })

  test('what is not found out is not said', () => {
    const known = new KnownServices(knownServices)
    expect(known.formats('iam', 'role/reader')).toHaveLength(1)
    expect(known.formats('iam', 'role/r'.repeat(500_000))).toBeUndefined()
    // What was found out before is still known.
    expect(known.formats('iam', 'role/reader')).toHaveLength(1)
  })
})
