import { type JsonExtent, jsonExtent } from '@rolecall/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const extent = (text: string, most?: Partial<JsonExtent>) => jsonExtent(Buffer.from(text), most)

/** The same, counted in what was parsed. */
function count(value: unknown): JsonExtent {
  if (typeof value !== 'object' || value === null) return { depth: 0, members: 0, values: 0 }
  const items = Object.values(value)
  const below = items.map(count)
  const sum = (name: 'members' | 'values') => below.reduce((all, one) => all + one[name], 0)
  return {
    depth: 1 + Math.max(0, ...below.map(({ depth }) => depth)),
    members: sum('members') + (Array.isArray(value) ? 0 : items.length),
    values: sum('values') + 1 + Math.max(0, items.length - 1),
  }
}

test('what is counted is what is parsed, whatever stands in texts and between', () => {
  const text = fc.oneof(fc.string(), fc.constantFrom('"', '\\', '\\"', '[{', '":', '},{', '\\\\"['))
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 6 },
      fc.constantFrom(null, true, -1.5e3),
      text,
      fc.array(tie('any'), { maxLength: 4 }),
      fc.dictionary(text, tie('any'), { maxKeys: 4 }),
    ),
  })).any
  fc.assert(
    fc.property(value, fc.constantFrom(undefined, 1, '\t'), (one, space) => {
      expect(extent(JSON.stringify(one, undefined, space))).toEqual(count(one))
    }),
  )
})

test.each([
  ['', 0, 0, 0],
  ['"', 0, 0, 0],
  ['"\\', 0, 0, 0],
  ['"[[[\\"[', 0, 0, 0],
  ['[', 1, 0, 1],
  [']]]][', 0, 0, 1],
  ['{"a":1,"a":2}', 1, 2, 2],
])('%j, which may be no JSON, has an extent', (text, depth, members, values) => {
  expect(extent(text)).toEqual({ depth, members, values })
})

test('it stops at the first that is too much', () => {
  const text = '[{"a":1},{"b":1},{"c":1}]'
  expect(extent(text, { depth: 1 })).toEqual({ depth: 2, members: 0, values: 2 })
  expect(extent(text, { members: 1 })).toMatchObject({ members: 2 })
  expect(extent(text, { values: 3 })).toMatchObject({ values: 4 })
  expect(extent(text, { depth: 2, members: 3, values: 6 })).toEqual({ depth: 2, members: 3, values: 6 })
})

test('any text at all has one', () => {
  const characters = fc.constantFrom('"', '\\', '[', ']', '{', '}', ',', ':', 'a', ' ')
  fc.assert(
    fc.property(fc.string({ unit: characters }), (text) => {
      const { depth, members, values } = extent(text)
      for (const one of [depth, members, values]) expect(one).toBeLessThanOrEqual(text.length)
    }),
  )
})
