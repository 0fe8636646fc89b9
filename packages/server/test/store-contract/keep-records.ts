import { describe, expect, test } from 'vitest'
import { type Bench, others, things } from './bench.ts'

/** What is put is there. */
export function keepRecords(bench: Bench): void {
  describe('records', () => {
    test('are there after they were put, and gone after they were deleted', async () => {
      await bench.put(['a', '1'])
      expect(await bench.store.reader.get(things, ['a', '1'])).toEqual({ text: 'a/1' })
      await bench.store.transact((transaction) => transaction.delete(things, ['a', '1']))
      expect(await bench.store.reader.get(things, ['a', '1'])).toBeUndefined()
    })

    test('are replaced whole', async () => {
      await bench.store.transact((transaction) =>
        transaction.put(things, ['a'], { text: 'first', parts: ['x'] }),
      )
      await bench.store.transact((transaction) => transaction.put(things, ['a'], { text: 'second' }))
      expect(await bench.store.reader.get(things, ['a'])).toEqual({ text: 'second' })
    })

    test('that are not there are undefined, and to delete them is no fault', async () => {
      expect(await bench.store.reader.get(things, ['a'])).toBeUndefined()
      await bench.store.transact((transaction) => transaction.delete(things, ['a']))
    })

    test.each<[string, string]>([
      ['short', 'a'],
      ['longer than is remembered', 'a'.repeat(600)],
    ])(
      'are found once they are put, though they were looked for in vain under a %s key',
      async (_name, key) => {
        const looked = () => bench.store.reader.get(things, [key])
        expect(await looked()).toBeUndefined()
        expect(await looked()).toBeUndefined()
        const undone = bench.store.transact(async (transaction) => {
          await transaction.put(things, [key], { text: 'undone' })
          expect(await looked()).toEqual({ text: 'undone' })
          throw new Error('no')
        })
        await expect(undone).rejects.toThrow('no')
        expect(await looked()).toBeUndefined()
        await bench.store.transact((transaction) => transaction.put(things, [key], { text: 'kept' }))
        expect(await looked()).toEqual({ text: 'kept' })
        const notDeleted = bench.store.transact(async (transaction) => {
          await transaction.delete(things, [key])
          expect(await looked()).toBeUndefined()
          throw new Error('no')
        })
        await expect(notDeleted).rejects.toThrow('no')
        expect(await looked()).toEqual({ text: 'kept' })
      },
    )

    test('that were looked for in vain take no place of those that are there', async () => {
      await bench.put(['there'])
      for (let at = 0; at < 6000; at += 1) await bench.store.reader.get(things, [`none-${at}`])
      expect(await bench.store.reader.get(things, ['none-1'])).toBeUndefined()
      expect(await bench.store.reader.get(things, ['there'])).toEqual({ text: 'there' })
      await bench.put(['none-1'], ['none-5999'])
      expect(await bench.store.reader.get(things, ['none-1'])).toEqual({ text: 'none-1' })
      expect(await bench.store.reader.get(things, ['none-5999'])).toEqual({ text: 'none-5999' })
    })

    test('of two collections do not meet', async () => {
      await bench.put(['a'])
      await bench.store.transact((transaction) => transaction.put(others, ['a'], { text: 'other' }))
      await bench.store.transact((transaction) => transaction.delete(things, ['a']))
      expect(await bench.store.reader.get(others, ['a'])).toEqual({ text: 'other' })
      expect(await bench.store.reader.list(things, [])).toEqual([])
    })

    test('keep any text and every member, own ones of any name', async () => {
      const value = {
        text: 'line\nnul\u0000 quote\' "é" \u{1f600} \ud800',
        parts: [],
        ...JSON.parse('{"__proto__":"own","constructor":1}'),
      }
      await bench.store.transact((transaction) => transaction.put(things, ['a'], value))
      await bench.reopen()
      expect(JSON.stringify(await bench.store.reader.get(things, ['a']))).toBe(JSON.stringify(value))
    })

    test('are not changed through what was put or what was read', async () => {
      const value = { text: 'a', parts: ['x'] }
      await bench.store.transact(async (transaction) => {
        await transaction.put(things, ['a'], value)
        value.parts.push('y')
        expect(await transaction.get(things, ['a'])).toEqual({ text: 'a', parts: ['x'] })
      })
      value.parts.push('z')
      expect(await bench.store.reader.get(things, ['a'])).toEqual({ text: 'a', parts: ['x'] })
    })

    test('are the same object until they change, which is what compiled policies hang on', async () => {
      await bench.put(['a'])
      const first = await bench.store.reader.get(things, ['a'])
      expect(await bench.store.reader.get(things, ['a'])).toBe(first)
      expect((await bench.store.reader.list(things, []))[0]).toBe(first)
      await bench.put(['a'])
      expect(await bench.store.reader.get(things, ['a'])).not.toBe(first)
    })
  })
}
