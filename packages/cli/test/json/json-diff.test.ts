import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Json } from '../../src/json/json.ts'
import { jsonDiff } from '../../src/json/json-diff.ts'
import { jsonEqual } from '../../src/json/json-equal.ts'
import { jsonLines } from '../../src/json/json-lines.ts'

const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>

/** The same value with the members of each object turned round. */
function turned(value: Json): Json {
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, turned(member)]),
  )
}

it('knows the same value in another order', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(jsonEqual(value, turned(value))).toBe(true)
      expect(jsonDiff(value, turned(value)).filter((line) => !line.startsWith('  '))).toEqual([])
    }),
  )
})

it('shows exactly the lines that go and the lines that come', () => {
  const count = (lines: readonly string[]) => Map.groupBy(lines, (line) => line)
  fc.assert(
    fc.property(json, json, (from, to) => {
      const diff = jsonDiff(from, to)
      const marked = (mark: string) =>
        diff.filter((line) => line.startsWith(mark)).map((line) => line.slice(2))
      expect(diff.some((line) => !line.startsWith('  '))).toBe(
        jsonLines(from).join() !== jsonLines(to).join(),
      )
      const [gone, come] = [count(marked('- ')), count(marked('+ '))]
      const [before, after] = [count(jsonLines(from)), count(jsonLines(to))]
      for (const line of new Set([...before.keys(), ...after.keys()])) {
        const size = (lines: Map<string, string[]>) => lines.get(line)?.length ?? 0
        expect(size(before) - size(gone) + size(come)).toBe(size(after))
      }
    }),
  )
})

it('leaves out what is far from a change', () => {
  const many = Array.from({ length: 20 }, (_, at) => at)
  expect(jsonDiff(many, [...many.slice(0, 19), 99])).toEqual([
    '  …',
    '    17,',
    '    18,',
    '-   19',
    '+   99',
    '  ]',
  ])
})

it('tells only sizes where a difference would take long to find', () => {
  const many = Array.from({ length: 3000 }, (_, at) => at)
  expect(jsonDiff(many, [...many, 1])).toEqual(['- 3002 lines', '+ 3003 lines'])
})
