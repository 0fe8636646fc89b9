import { describe, expect, test } from 'vitest'
import { type Bench, texts, things } from './bench.ts'
import { oddParts } from './odd-parts.data.ts'

/** What is under a key is listed, counted and paged in the order of the keys. */
export function keepOrder(bench: Bench): void {
  describe('keys', () => {
    test.each(oddParts.map((part) => [JSON.stringify(part), part]))('may hold %s', async (_name, part) => {
      await bench.put(['a', part], [part, 'a'], [part])
      expect(await bench.store.reader.get(things, ['a', part])).toEqual({ text: `a/${part}` })
      expect(texts(await bench.store.reader.list(things, [part]))).toEqual([`${part}/a`])
      await bench.store.transact((transaction) => transaction.delete(things, [part]))
      expect(await bench.store.reader.get(things, [part])).toBeUndefined()
      expect(await bench.store.reader.get(things, [part, 'a'])).toBeDefined()
    })

    test('of different parts are different keys', async () => {
      const keys = [['a', 'b'], ['a\u001fb'], ['a\u001eb'], ['ab'], ['a', '', 'b'], ['A', 'b']]
      await bench.put(...keys)
      for (const key of keys)
        expect(await bench.store.reader.get(things, key)).toEqual({ text: key.join('/') })
      expect(texts(await bench.store.reader.list(things, ['a'])).toSorted()).toEqual(['a//b', 'a/b'])
    })
  })

  test('counts are those of what is listed', async () => {
    await bench.store.transact(async (transaction) => {
      for (const key of ['a/1', 'a/2', 'b/1']) {
        const [first = '', second = ''] = key.split('/')
        await transaction.put(things, [first, second], { text: key })
      }
      expect(await transaction.count(things, ['a'])).toBe(2)
      await transaction.delete(things, ['a', '1'])
      expect(await transaction.count(things, ['a'])).toBe(1)
    })
    expect(await bench.store.reader.count(things, [])).toBe(2)
    expect(await bench.store.reader.count(things, ['c'])).toBe(0)
    expect(await bench.store.reader.count(things, ['a', '2'])).toBe(0)
  })

  describe('lists', () => {
    const names = ['-', '0', '10', '2', 'A', 'Z', '_', 'a', 'aa', 'ab', 'b', 'é', '\u{1f600}']

    test('are in the order of their keys, by code points', async () => {
      await bench.put(...names.toReversed().map((one) => ['x', one]))
      expect(texts(await bench.store.reader.list(things, ['x']))).toEqual(names.map((one) => `x/${one}`))
    })

    test('hold what is under the first parts of the key, and nothing beside it', async () => {
      await bench.put(
        ['a', 'b', '1'],
        ['a', 'b', '2'],
        ['a', 'bb', '1'],
        ['a', 'c'],
        ['aa', 'b', '1'],
        ['a', 'b'],
      )
      expect(texts(await bench.store.reader.list(things, ['a', 'b']))).toEqual(['a/b/1', 'a/b/2'])
      expect(texts(await bench.store.reader.list(things, ['a']))).toHaveLength(5)
      expect(texts(await bench.store.reader.list(things, []))).toHaveLength(6)
      expect(await bench.store.reader.list(things, ['a', 'b', '1'])).toEqual([])
      expect(await bench.store.reader.list(things, ['%'])).toEqual([])
    })

    test.each<[limit: number]>([[1], [2], [3], [100]])('come in pages of %i', async (limit) => {
      await bench.put(...names.map((one) => ['x', one]), ['w', '1'], ['y', '1'])
      const pages: string[] = []
      for (let after: readonly string[] | undefined; ; ) {
        const page = await bench.store.reader.list(things, ['x'], { after, limit })
        expect(page.length).toBeLessThanOrEqual(limit)
        if (page.length === 0) break
        pages.push(...texts(page))
        after = [pages.at(-1)?.slice(2) ?? '']
      }
      expect(pages).toEqual(names.map((one) => `x/${one}`))
    })

    test.each<[after: string, first: string | undefined]>([
      ['', 'x/b'],
      ['a', 'x/b'],
      ['b', 'x/d'],
      ['c', 'x/d'],
      ['d', undefined],
      ['\u{10ffff}', undefined],
    ])('start behind %j, whether it is there or not', async (after, first) => {
      await bench.put(['x', 'b'], ['x', 'd'], ['y', 'a'])
      expect(texts(await bench.store.reader.list(things, ['x'], { after: [after] }))[0]).toBe(first)
    })

    test('start behind a key of several parts', async () => {
      await bench.put(['x', 'a', '1'], ['x', 'a', '2'], ['x', 'b', '1'])
      const after = ['a', '1']
      expect(texts(await bench.store.reader.list(things, ['x'], { after }))).toEqual(['x/a/2', 'x/b/1'])
      expect(texts(await bench.store.reader.list(things, ['x'], { after: ['a'] }))).toHaveLength(3)
    })

    test('see what their own transaction wrote', async () => {
      await bench.put(['x', 'a'], ['x', 'b'])
      await bench.store.transact(async (transaction) => {
        await transaction.delete(things, ['x', 'a'])
        await transaction.put(things, ['x', 'c'], { text: 'new' })
        expect(texts(await transaction.list(things, ['x']))).toEqual(['x/b', 'new'])
      })
    })
  })
}
