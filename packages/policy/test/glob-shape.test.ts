import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ArnShape } from '../src/match/arn-shape.ts'
import { arnText } from '../src/match/arn-text.ts'
import { compileArnPattern } from '../src/match/compile-arn-pattern.ts'
import { compileGlob } from '../src/match/compile-glob.ts'
import { cutArn } from '../src/match/cut-arn.ts'
import { cutTemplate } from '../src/match/cut-template.ts'
import { GlobShape } from '../src/match/glob-shape.ts'
import { globLanguages } from './specification/glob-languages.ts'

const tokensOf = (text: string) => cutTemplate(text, false, true)!
const shapeOf = (text: string) => new GlobShape(tokensOf(text))
/** Patterns know `a` and `b`; texts also have a letter that no pattern names. */
const texts = textsUpTo(7)
const pattern = fc
  .array(fc.constantFrom('a', 'a', 'b', '?', '*'), { maxLength: 6 })
  .map((all) => all.join(''))

describe('a pattern against a pattern', () => {
  test('they meet if a text fits both', () => {
    fc.assert(
      fc.property(pattern, pattern, (one, other) => {
        const { meet } = globLanguages(one, other)
        if (fitting(one).some((text) => fits(other, text))) expect(meet).toBe(true)
        expect(shapeOf(one).meets(shapeOf(other))).toBe(meet)
        expect(shapeOf(other).meets(shapeOf(one))).toBe(meet)
      }),
      { numRuns: 4000 },
    )
  })

  test('one covers the other if every text of that fits, and finds it out where no ? stands beside its *', () => {
    let found = 0
    fc.assert(
      fc.property(pattern, pattern, (one, other) => {
        const all = globLanguages(one, other).covers
        if (!fitting(other).every((text) => fits(one, text))) expect(all).toBe(false)
        const covers = shapeOf(one).covers(shapeOf(other))
        if (covers) expect(all).toBe(true)
        if (all && !covers) expect(one).toMatch(/\?\*|\*\?/)
        if (covers && one !== other) found++
      }),
      { numRuns: 8000 },
    )
    expect(found).toBeGreaterThan(400)
  })

  test.each([
    ['?baaa*', 'b*baa', true, false],
    ['*a??', 'aaaaa*', true, false],
  ])('%s and %s, which only long texts tell apart', (one, other, meets, covers) => {
    expect(shapeOf(one).meets(shapeOf(other))).toBe(meets)
    expect(shapeOf(one).covers(shapeOf(other))).toBe(covers)
  })

  test('long runs are found as short ones are', () => {
    const code = fc.constantFrom('a', 'a', 'a', 'b', '?')
    const runs = fc.tuple(
      fc.array(code, { minLength: 33, maxLength: 70, size: 'max' }),
      fc.array(code, { maxLength: 60, size: 'max' }),
      fc.array(code, { maxLength: 60, size: 'max' }),
      fc.array(fc.constantFrom('a', 'b'), { minLength: 3, maxLength: 3 }),
    )
    fc.assert(
      fc.property(runs, ([run, before, after, letters]) => {
        const middle = run.join('').replace(/^\?|\?$/g, 'a')
        const filled = [...middle].map((one, at) => (one === '?' ? letters[at % 3] : one)).join('')
        const [left, right] = [before.join(''), after.join('')]
        expect(shapeOf(`*${middle}*`).covers(shapeOf(`${left}${filled}${right}`))).toBe(true)
        expect(shapeOf(`*${middle}*`).covers(shapeOf(`${left}*${middle}*${right}`))).toBe(true)
        expect(shapeOf(`*${filled}c*`).covers(shapeOf(`${left}${middle}c${right}`))).toBe(filled === middle)
        expect(shapeOf(`*${filled}c*`).meets(shapeOf(`${left}${middle}c${right}`))).toBe(true)
        expect(shapeOf(`*${filled}d*`).meets(shapeOf(`${left}${middle}c`.replaceAll('?', 'a')))).toBe(false)
      }),
      { numRuns: 500 },
    )
  })
})

describe('a pattern of ARNs against another', () => {
  const part = fc.constantFrom('', 'a', 'a*', '*', '?', 'b')
  const arn = fc
    .tuple(
      fc.constantFrom('arn', 'arn', 'a*', 'b'),
      part,
      part,
      part,
      part,
      fc.constantFrom('a', 'a:*', '*', 'a:b'),
    )
    .map((parts) => parts.join(':'))
  const values = ['', 'a', 'b', 'ab']
  const arns = values.flatMap((one) =>
    values.flatMap((other) => ['a', 'a:b', 'b', ''].map((last) => `arn:${one}:${other}:a:${one}:${last}`)),
  )

  test('agrees with what each matches', () => {
    fc.assert(
      fc.property(arn, arn, (one, other) => {
        const [left, right] = [one, other].map((text) => new ArnShape(cutArn(tokensOf(text), false)))
        const [first, second] = [one, other].map((text) => compileArnPattern(tokensOf(text), false)!)
        for (const text of arns) {
          const inFirst = first!.matches(arnText(text), undefined as never) === 'yes'
          const inSecond = second!.matches(arnText(text), undefined as never) === 'yes'
          if (inFirst && inSecond) expect(left!.meets(right!)).toBe(true)
          if (inSecond && !inFirst) expect(left!.covers(right!)).toBe(false)
          const single = ArnShape.of(arnText(text))!
          expect(left!.covers(single)).toBe(inFirst)
          expect(left!.meets(single)).toBe(inFirst)
        }
      }),
      { numRuns: 1000 },
    )
  })
})

describe('patterns made to take long', () => {
  const letters = 'a'.repeat(100_000)
  test.each<[string, string, string, boolean, boolean]>([
    ['50,000 stars each', '*a'.repeat(50_000), '*a*'.repeat(33_000), false, true],
    ['a run in a run', `*${'a'.repeat(20_000)}b*`, letters, false, false],
    ['a run with ? in a run', `*${'a?'.repeat(10_000)}b*`, letters, false, false],
    ['a run in one of ?', `*${'a'.repeat(20_000)}b*`, '?'.repeat(100_000), false, true],
    ['runs of 33 in one', `*${'a'.repeat(32)}b*`.repeat(3000), letters, false, false],
    ['60,000 different characters', `*${different()}?x*`, `y${different()}`, false, false],
    ['nothing but ?', '?'.repeat(100_000), '?'.repeat(99_999), false, false],
    ['stars alone', '*'.repeat(100_000), `${'*?'.repeat(50_000)}`, true, true],
  ])('%s', (_, one, other, covers, meets) => {
    expect(shapeOf(one).covers(shapeOf(other))).toBe(covers)
    expect(shapeOf(one).meets(shapeOf(other))).toBe(meets)
  })
})

function different(): string {
  return Array.from({ length: 60_000 }, (_, at) => String.fromCharCode(at + 100)).join('')
}

function textsUpTo(length: number): string[] {
  const all = ['']
  for (let at = 0; all[at]!.length < length; at++) for (const letter of 'abc') all.push(all[at]! + letter)
  return all
}

function fits(pattern: string, text: string): boolean {
  return globOf(pattern).matches(text, 0, text.length, undefined as never) === 'yes'
}

function globOf(pattern: string) {
  return compileGlob(tokensOf(pattern))
}

function fitting(pattern: string): string[] {
  const glob = globOf(pattern)
  return texts.filter((text) => glob.matches(text, 0, text.length, undefined as never) === 'yes')
}
