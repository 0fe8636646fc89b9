import { describe, expect, test } from 'vitest'
import type { Change } from '../../src/store/store.ts'
import { type Bench, others, things } from './bench.ts'
import { oddParts } from './odd-parts.data.ts'
import { event } from './trail-event.ts'

/** Who watches is told of every change. */
export function tellChanges(bench: Bench): void {
  describe('who watches', () => {
    const watched = (changes: readonly Change[][]) =>
      changes.flat().map(({ collection, key }) => `${collection} ${key.join('/')}`)

    test('is told what was put and deleted once it is there, and nothing of what was undone', async () => {
      const told: Change[][] = []
      const seen: unknown[] = []
      await bench.put(['deleted'])
      const stop = bench.store.watch((changes) => {
        told.push([...changes])
        seen.push(bench.store.reader.get(things, ['kept', oddParts.join('')]))
      })
      await bench.store.transact(async (transaction) => {
        await transaction.put(things, ['kept', oddParts.join('')], { text: 'kept' })
        await transaction.delete(things, ['deleted'])
        await transaction.put(others, ['other'], { text: 'other' })
        await transaction
          .attempt(async () => {
            await transaction.put(things, ['undone'], { text: 'undone' })
            throw new Error('no')
          })
          .catch(() => {})
        await transaction.attempt(() => transaction.put(things, ['attempted'], { text: 'attempted' }))
      })
      const failed = bench.store.transact(async (transaction) => {
        await transaction.put(things, ['failed'], { text: 'failed' })
        throw new Error('no')
      })
      await expect(failed).rejects.toThrow('no')
      await bench.store.transact((transaction) => transaction.record(event()))
      await bench.store.reader.get(things, ['kept'])
      expect(watched(told)).toEqual([
        `test.thing kept/${oddParts.join('')}`,
        'test.thing deleted',
        'test.other other',
        'test.thing attempted',
      ])
      expect(await Promise.all(seen)).toEqual([{ text: 'kept' }])
      stop()
      await bench.put(['later'])
      expect(watched(told)).toHaveLength(4)
    })

    test('misses none of many, in their order', async () => {
      const told: Change[][] = []
      bench.store.watch((changes) => told.push([...changes]))
      const names = Array.from({ length: 600 }, (_, at) => String(at))
      await Promise.all(names.map((name) => bench.put([name])))
      await bench.put(['last'])
      expect(watched(told).slice(0, 600)).toEqual(names.map((name) => `test.thing ${name}`))
    })
  })
}
