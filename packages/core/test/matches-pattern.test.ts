import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchesPattern } from '../src/matches-pattern.ts'

const letters = (more: string) => fc.string({ unit: fc.constantFrom(...`ab-${more}`), maxLength: 12 })

/** Any text for each `*`, by what the engine of regular expressions thinks. */
const literally = (pattern: string, name: string) =>
  new RegExp(`^${pattern.split('*').join('.*')}$`).test(name)

test('a pattern fits what it fits when each * is any text', () => {
  fc.assert(
    fc.property(letters('*'), letters(''), (pattern, name) => {
      expect(matchesPattern(pattern, name)).toBe(literally(pattern, name))
    }),
    { numRuns: 5000 },
  )
})

test.each([
  ['a*a', 'a', false],
  ['a*a', 'aa', true],
  ['*', '', true],
  ['ab*ba', 'aba', false],
  ['*a*b*', 'xbxaxb', true],
  ['*a*b*', 'xbxa', false],
  ['shop', 'shop', true],
  ['shop', 'shops', false],
  ['a*b*c', 'abbc', true],
  ['a*bb*b', 'abb', false],
  ['**', 'x', true],
  ['a.c', 'abc', false],
  ['', '', true],
])('%s and %s: %s', (pattern, name, fits) => expect(matchesPattern(pattern, name)).toBe(fits))
