import { describe, expect, test } from 'vitest'
import { type Bench, texts, things } from './bench.ts'
import { event, query } from './trail-event.ts'

/** Works run as if alone, whole or not at all. */
export function runWorks(bench: Bench): void {
  describe('a work', () => {
    test('answers what it returns', async () => {
      expect(await bench.store.transact(async () => 'answer')).toBe('answer')
    })

    test('that throws leaves nothing, of records, of the trail, and of what is cached', async () => {
      await bench.put(['kept'], ['deleted'])
      await bench.store.reader.get(things, ['kept'])
      const failure = new Error('no')
      const work = bench.store.transact(async (transaction) => {
        await transaction.put(things, ['kept'], { text: 'changed' })
        await transaction.put(things, ['new'], { text: 'new' })
        await transaction.delete(things, ['deleted'])
        await transaction.record(event())
        await transaction.list(things, [])
        throw failure
      })
      await expect(work).rejects.toBe(failure)
      const check = async () => {
        expect(await bench.store.reader.get(things, ['kept'])).toEqual({ text: 'kept' })
        expect(await bench.store.reader.get(things, ['new'])).toBeUndefined()
        expect(texts(await bench.store.reader.list(things, []))).toEqual(['deleted', 'kept'])
        expect(await bench.store.reader.lookupEvents(query())).toEqual([])
      }
      await check()
      await bench.reopen()
      await check()
    })

    test('that throws does not take its neighbours along', async () => {
      const works = await Promise.allSettled(
        Array.from({ length: 40 }, (_, at) =>
          bench.store.transact(async (transaction) => {
            await transaction.put(things, ['x', String(at)], { text: String(at) })
            if (at % 3 === 0) throw new Error(String(at))
          }),
        ),
      )
      for (const [at, { status }] of works.entries())
        expect(status).toBe(at % 3 === 0 ? 'rejected' : 'fulfilled')
      await bench.reopen()
      expect(await bench.store.reader.list(things, ['x'])).toHaveLength(26)
    })

    test('runs as if alone: none of many that count up loses a step', async () => {
      const step = () =>
        bench.store.transact(async (transaction) => {
          const count = Number((await transaction.get(things, ['count']))?.text ?? 0)
          await new Promise<void>((resolve) => setImmediate(resolve))
          await transaction.put(things, ['count'], { text: String(count + 1) })
        })
      await Promise.all(Array.from({ length: 300 }, step))
      expect(await bench.store.reader.get(things, ['count'])).toEqual({ text: '300' })
    })

    test('is followed by those that it starts', async () => {
      let second: Promise<void> | undefined
      await bench.store.transact(async (transaction) => {
        second = bench.store.transact(async (later) => {
          expect(await later.get(things, ['a'])).toEqual({ text: 'first' })
          await later.put(things, ['a'], { text: 'second' })
        })
        await transaction.put(things, ['a'], { text: 'first' })
      })
      await second
      expect(await bench.store.reader.get(things, ['a'])).toEqual({ text: 'second' })
    })

    test('is durable when it is answered, and so are all that share its commit', async () => {
      const count = 700
      await Promise.all(Array.from({ length: count }, (_, at) => bench.put(['x', String(at)])))
      await bench.reopen()
      expect(await bench.store.reader.list(things, ['x'])).toHaveLength(count)
    })
  })

  test('a close waits for the works that have begun, and refuses others', async () => {
    const begun = [bench.put(['a']), bench.put(['b'])]
    const closed = bench.store.close()
    await expect(bench.put(['c'])).rejects.toThrow('closed')
    await Promise.all([closed, ...begun])
    bench.store = await bench.place.open()
    expect(texts(await bench.store.reader.list(things, []))).toEqual(['a', 'b'])
  })

  describe('an attempt', () => {
    test('that throws undoes its own writes, and the transaction goes on', async () => {
      await bench.put(['kept'], ['deleted'])
      await bench.store.transact(async (transaction) => {
        await transaction.put(things, ['before'], { text: 'before' })
        const failure = new Error('no')
        const attempt = transaction.attempt(async () => {
          await transaction.put(things, ['before'], { text: 'changed' })
          await transaction.put(things, ['kept'], { text: 'changed' })
          await transaction.delete(things, ['deleted'])
          await transaction.record(event())
          expect(await transaction.get(things, ['before'])).toEqual({ text: 'changed' })
          throw failure
        })
        await expect(attempt).rejects.toBe(failure)
        expect(await transaction.get(things, ['before'])).toEqual({ text: 'before' })
        await transaction.put(things, ['after'], { text: 'after' })
      })
      const check = async () => {
        const found = await bench.store.reader.list(things, [])
        expect(texts(found)).toEqual(['after', 'before', 'deleted', 'kept'])
        for (const one of found) expect(await bench.store.reader.get(things, [one.text])).toEqual(one)
        expect(await bench.store.reader.lookupEvents(query())).toEqual([])
      }
      await check()
      await bench.reopen()
      await check()
    })

    test('answers what it returns, and what it wrote stays', async () => {
      const answer = await bench.store.transact((transaction) =>
        transaction.attempt(async () => {
          await transaction.put(things, ['a'], { text: 'a' })
          return 'answer'
        }),
      )
      expect(answer).toBe('answer')
      expect(await bench.store.reader.get(things, ['a'])).toEqual({ text: 'a' })
    })

    test('inside another is undone with it, also when it went well itself', async () => {
      await bench.store.transact(async (transaction) => {
        const outer = transaction.attempt(async () => {
          await transaction.attempt(() => transaction.put(things, ['inner'], { text: 'inner' }))
          await transaction
            .attempt(async () => {
              await transaction.put(things, ['inner'], { text: 'changed' })
              throw new Error('inner')
            })
            .catch(() => {})
          expect(await transaction.get(things, ['inner'])).toEqual({ text: 'inner' })
          throw new Error('outer')
        })
        await expect(outer).rejects.toThrow('outer')
      })
      expect(await bench.store.reader.get(things, ['inner'])).toBeUndefined()
    })

    test('that went well is undone when its work throws', async () => {
      await bench.put(['a'])
      const work = bench.store.transact(async (transaction) => {
        await transaction.attempt(() => transaction.put(things, ['a'], { text: 'changed' }))
        throw new Error('no')
      })
      await expect(work).rejects.toThrow('no')
      expect(await bench.store.reader.get(things, ['a'])).toEqual({ text: 'a' })
    })
  })
}
