import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Segment } from '../src/match/segment.ts'

const letters = fc.array(fc.constantFrom(97, 98), { maxLength: 300, size: 'max' })
const withAny = fc.array(fc.constantFrom(97, 97, 97, 98, Segment.anyOne), {
  minLength: 1,
  maxLength: 90,
  size: 'max',
})

/** Short, long and long with `?` are found in three ways, which must find the same. */
test('a run is found where it first stands, whatever its length', () => {
  fc.assert(
    fc.property(letters, withAny, fc.boolean(), fc.nat(5), (text, pattern, plain, from) => {
      const codes = plain ? pattern.map((code) => Math.max(code, 97)) : pattern
      const written = String.fromCharCode(...text)
      const stands = (at: number) =>
        codes.every((code, index) => code === Segment.anyOne || code === text[at + index])
      const places = text.map((_, at) => at).filter((at) => at >= from && at + codes.length <= text.length)
      expect(new Segment(codes).find(written, from, written.length)).toBe(places.find(stands) ?? -1)
    }),
    { numRuns: 2000 },
  )
})

test('a run that stands in the text is found at the place it was cut from', () => {
  fc.assert(
    fc.property(letters, fc.nat(250), fc.nat(80), (text, at, length) => {
      const codes = text.slice(at, at + length + 1)
      if (codes.length === 0) return
      const found = new Segment(codes).find(String.fromCharCode(...text), 0, text.length)
      expect(found).toBeGreaterThanOrEqual(0)
      expect(found).toBeLessThanOrEqual(at)
    }),
    { numRuns: 2000 },
  )
})

test('a run of very many different characters takes room in proportion to its length', () => {
  const codes = Array.from({ length: 60_000 }, (_, at) => (at % 100 === 0 ? Segment.anyOne : at))
  const text = `${'x'.repeat(1000)}${codes.map((code) => String.fromCharCode(code < 0 ? 0x21 : code)).join('')}`
  const before = process.memoryUsage().arrayBuffers
  expect(new Segment(codes).find(text, 0, text.length)).toBe(1000)
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000)
})
