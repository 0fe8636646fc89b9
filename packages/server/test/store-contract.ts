import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { collection } from '../src/store/collection.ts'
import type { Change, Store } from '../src/store/store.ts'
import type { EventCategory, TrailEvent, TrailQuery } from '../src/trail/trail-event.ts'

/** One home of the store, for as long as a test needs it. */
export interface StoreHome {
  /** Opens what was kept in this home before; nothing the first time. */
  open(): Promise<Store>
  /** Waits until an open store has done what it puts off. */
  rest(): Promise<void>
  /** Removes all that was kept. */
  remove(): Promise<void>
}

interface Thing {
  readonly text: string
  readonly parts?: readonly string[]
}

const things = collection<Thing, readonly string[]>('test.thing')
const others = collection<Thing, readonly string[]>('test.other')

/** Whatever may stand in a key: nothing of it is special to a store. */
const oddParts = [
  ' ',
  '!',
  '%',
  '*',
  '/',
  'A',
  '\\',
  '_',
  'a',
  'a b',
  "a'b",
  'a\u0000b',
  'a\u001eb',
  'a\u001fb',
  'b"',
  'é',
  'ﬀ',
  '\u{1f600}',
]

/** What every store must be. A new one is finished when it passes. */
export function storeContract(name: string, home: () => Promise<StoreHome>): void {
  describe(`${name} keeps the store contract`, () => {
    let place: StoreHome
    let store: Store

    beforeEach(async () => {
      place = await home()
      store = await place.open()
    })

    afterEach(async () => {
      await store.close()
      await place.remove()
    })

    const put = (...keys: (readonly string[])[]) =>
      store.transact(async (transaction) => {
        for (const key of keys) await transaction.put(things, key, { text: key.join('/') })
      })
    const texts = (found: readonly Readonly<Thing>[]) => found.map(({ text }) => text)
    const reopen = async () => {
      await store.close()
      store = await place.open()
    }

    describe('records', () => {
      test('are there after they were put, and gone after they were deleted', async () => {
        await put(['a', '1'])
        expect(await store.reader.get(things, ['a', '1'])).toEqual({ text: 'a/1' })
        await store.transact((transaction) => transaction.delete(things, ['a', '1']))
        expect(await store.reader.get(things, ['a', '1'])).toBeUndefined()
      })

      test('are replaced whole', async () => {
        await store.transact((transaction) => transaction.put(things, ['a'], { text: 'first', parts: ['x'] }))
        await store.transact((transaction) => transaction.put(things, ['a'], { text: 'second' }))
        expect(await store.reader.get(things, ['a'])).toEqual({ text: 'second' })
      })

      test('that are not there are undefined, and to delete them is no fault', async () => {
        expect(await store.reader.get(things, ['a'])).toBeUndefined()
        await store.transact((transaction) => transaction.delete(things, ['a']))
      })

      test.each<[string, string]>([
        ['short', 'a'],
        ['longer than is remembered', 'a'.repeat(600)],
      ])(
        'are found once they are put, though they were looked for in vain under a %s key',
        async (_name, key) => {
          const looked = () => store.reader.get(things, [key])
          expect(await looked()).toBeUndefined()
          expect(await looked()).toBeUndefined()
          const undone = store.transact(async (transaction) => {
            await transaction.put(things, [key], { text: 'undone' })
            expect(await looked()).toEqual({ text: 'undone' })
            throw new Error('no')
          })
          await expect(undone).rejects.toThrow('no')
          expect(await looked()).toBeUndefined()
          await store.transact((transaction) => transaction.put(things, [key], { text: 'kept' }))
          expect(await looked()).toEqual({ text: 'kept' })
          const notDeleted = store.transact(async (transaction) => {
            await transaction.delete(things, [key])
            expect(await looked()).toBeUndefined()
            throw new Error('no')
          })
          await expect(notDeleted).rejects.toThrow('no')
          expect(await looked()).toEqual({ text: 'kept' })
        },
      )

      test('that were looked for in vain take no place of those that are there', async () => {
        await put(['there'])
        for (let at = 0; at < 6000; at += 1) await store.reader.get(things, [`none-${at}`])
        expect(await store.reader.get(things, ['none-1'])).toBeUndefined()
        expect(await store.reader.get(things, ['there'])).toEqual({ text: 'there' })
        await put(['none-1'], ['none-5999'])
        expect(await store.reader.get(things, ['none-1'])).toEqual({ text: 'none-1' })
        expect(await store.reader.get(things, ['none-5999'])).toEqual({ text: 'none-5999' })
      })

      test('of two collections do not meet', async () => {
        await put(['a'])
        await store.transact((transaction) => transaction.put(others, ['a'], { text: 'other' }))
        await store.transact((transaction) => transaction.delete(things, ['a']))
        expect(await store.reader.get(others, ['a'])).toEqual({ text: 'other' })
        expect(await store.reader.list(things, [])).toEqual([])
      })

      test('keep any text and every member, own ones of any name', async () => {
        const value = {
          text: 'line\nnul\u0000 quote\' "é" \u{1f600} \ud800',
          parts: [],
          ...JSON.parse('{"__proto__":"own","constructor":1}'),
        }
        await store.transact((transaction) => transaction.put(things, ['a'], value))
        await reopen()
        expect(JSON.stringify(await store.reader.get(things, ['a']))).toBe(JSON.stringify(value))
      })

      test('are not changed through what was put or what was read', async () => {
        const value = { text: 'a', parts: ['x'] }
        await store.transact(async (transaction) => {
          await transaction.put(things, ['a'], value)
          value.parts.push('y')
          expect(await transaction.get(things, ['a'])).toEqual({ text: 'a', parts: ['x'] })
        })
        value.parts.push('z')
        expect(await store.reader.get(things, ['a'])).toEqual({ text: 'a', parts: ['x'] })
      })

      test('are the same object until they change, which is what compiled policies hang on', async () => {
        await put(['a'])
        const first = await store.reader.get(things, ['a'])
        expect(await store.reader.get(things, ['a'])).toBe(first)
        expect((await store.reader.list(things, []))[0]).toBe(first)
        await put(['a'])
        expect(await store.reader.get(things, ['a'])).not.toBe(first)
      })
    })

    describe('keys', () => {
      test.each(oddParts.map((part) => [JSON.stringify(part), part]))('may hold %s', async (_name, part) => {
        await put(['a', part], [part, 'a'], [part])
        expect(await store.reader.get(things, ['a', part])).toEqual({ text: `a/${part}` })
        expect(texts(await store.reader.list(things, [part]))).toEqual([`${part}/a`])
        await store.transact((transaction) => transaction.delete(things, [part]))
        expect(await store.reader.get(things, [part])).toBeUndefined()
        expect(await store.reader.get(things, [part, 'a'])).toBeDefined()
      })

      test('of different parts are different keys', async () => {
        const keys = [['a', 'b'], ['a\u001fb'], ['a\u001eb'], ['ab'], ['a', '', 'b'], ['A', 'b']]
        await put(...keys)
        for (const key of keys) expect(await store.reader.get(things, key)).toEqual({ text: key.join('/') })
        expect(texts(await store.reader.list(things, ['a'])).toSorted()).toEqual(['a//b', 'a/b'])
      })
    })

    test('counts are those of what is listed', async () => {
      await store.transact(async (transaction) => {
        for (const key of ['a/1', 'a/2', 'b/1']) {
          const [first = '', second = ''] = key.split('/')
          await transaction.put(things, [first, second], { text: key })
        }
        expect(await transaction.count(things, ['a'])).toBe(2)
        await transaction.delete(things, ['a', '1'])
        expect(await transaction.count(things, ['a'])).toBe(1)
      })
      expect(await store.reader.count(things, [])).toBe(2)
      expect(await store.reader.count(things, ['c'])).toBe(0)
      expect(await store.reader.count(things, ['a', '2'])).toBe(0)
    })

    describe('lists', () => {
      const names = ['-', '0', '10', '2', 'A', 'Z', '_', 'a', 'aa', 'ab', 'b', 'é', '\u{1f600}']

      test('are in the order of their keys, by code points', async () => {
        await put(...names.toReversed().map((one) => ['x', one]))
        expect(texts(await store.reader.list(things, ['x']))).toEqual(names.map((one) => `x/${one}`))
      })

      test('hold what is under the first parts of the key, and nothing beside it', async () => {
        await put(
          ['a', 'b', '1'],
          ['a', 'b', '2'],
          ['a', 'bb', '1'],
          ['a', 'c'],
          ['aa', 'b', '1'],
          ['a', 'b'],
        )
        expect(texts(await store.reader.list(things, ['a', 'b']))).toEqual(['a/b/1', 'a/b/2'])
        expect(texts(await store.reader.list(things, ['a']))).toHaveLength(5)
        expect(texts(await store.reader.list(things, []))).toHaveLength(6)
        expect(await store.reader.list(things, ['a', 'b', '1'])).toEqual([])
        expect(await store.reader.list(things, ['%'])).toEqual([])
      })

      test.each<[limit: number]>([[1], [2], [3], [100]])('come in pages of %i', async (limit) => {
        await put(...names.map((one) => ['x', one]), ['w', '1'], ['y', '1'])
        const pages: string[] = []
        for (let after: readonly string[] | undefined; ; ) {
          const page = await store.reader.list(things, ['x'], { after, limit })
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
        await put(['x', 'b'], ['x', 'd'], ['y', 'a'])
        expect(texts(await store.reader.list(things, ['x'], { after: [after] }))[0]).toBe(first)
      })

      test('start behind a key of several parts', async () => {
        await put(['x', 'a', '1'], ['x', 'a', '2'], ['x', 'b', '1'])
        const after = ['a', '1']
        expect(texts(await store.reader.list(things, ['x'], { after }))).toEqual(['x/a/2', 'x/b/1'])
        expect(texts(await store.reader.list(things, ['x'], { after: ['a'] }))).toHaveLength(3)
      })

      test('see what their own transaction wrote', async () => {
        await put(['x', 'a'], ['x', 'b'])
        await store.transact(async (transaction) => {
          await transaction.delete(things, ['x', 'a'])
          await transaction.put(things, ['x', 'c'], { text: 'new' })
          expect(texts(await transaction.list(things, ['x']))).toEqual(['x/b', 'new'])
        })
      })
    })

    describe('a work', () => {
      test('answers what it returns', async () => {
        expect(await store.transact(async () => 'answer')).toBe('answer')
      })

      test('that throws leaves nothing, of records, of the trail, and of what is cached', async () => {
        await put(['kept'], ['deleted'])
        await store.reader.get(things, ['kept'])
        const failure = new Error('no')
        const work = store.transact(async (transaction) => {
          await transaction.put(things, ['kept'], { text: 'changed' })
          await transaction.put(things, ['new'], { text: 'new' })
          await transaction.delete(things, ['deleted'])
          await transaction.record(event())
          await transaction.list(things, [])
          throw failure
        })
        await expect(work).rejects.toBe(failure)
        const check = async () => {
          expect(await store.reader.get(things, ['kept'])).toEqual({ text: 'kept' })
          expect(await store.reader.get(things, ['new'])).toBeUndefined()
          expect(texts(await store.reader.list(things, []))).toEqual(['deleted', 'kept'])
          expect(await store.reader.lookupEvents(query())).toEqual([])
        }
        await check()
        await reopen()
        await check()
      })

      test('that throws does not take its neighbours along', async () => {
        const works = await Promise.allSettled(
          Array.from({ length: 40 }, (_, at) =>
            store.transact(async (transaction) => {
              await transaction.put(things, ['x', String(at)], { text: String(at) })
              if (at % 3 === 0) throw new Error(String(at))
            }),
          ),
        )
        for (const [at, { status }] of works.entries())
          expect(status).toBe(at % 3 === 0 ? 'rejected' : 'fulfilled')
        await reopen()
        expect(await store.reader.list(things, ['x'])).toHaveLength(26)
      })

      test('runs as if alone: none of many that count up loses a step', async () => {
        const step = () =>
          store.transact(async (transaction) => {
            const count = Number((await transaction.get(things, ['count']))?.text ?? 0)
            await new Promise<void>((resolve) => setImmediate(resolve))
            await transaction.put(things, ['count'], { text: String(count + 1) })
          })
        await Promise.all(Array.from({ length: 300 }, step))
        expect(await store.reader.get(things, ['count'])).toEqual({ text: '300' })
      })

      test('is followed by those that it starts', async () => {
        let second: Promise<void> | undefined
        await store.transact(async (transaction) => {
          second = store.transact(async (later) => {
            expect(await later.get(things, ['a'])).toEqual({ text: 'first' })
            await later.put(things, ['a'], { text: 'second' })
          })
          await transaction.put(things, ['a'], { text: 'first' })
        })
        await second
        expect(await store.reader.get(things, ['a'])).toEqual({ text: 'second' })
      })

      test('is durable when it is answered, and so are all that share its commit', async () => {
        const count = 700
        await Promise.all(Array.from({ length: count }, (_, at) => put(['x', String(at)])))
        await reopen()
        expect(await store.reader.list(things, ['x'])).toHaveLength(count)
      })
    })

    describe('who watches', () => {
      const watched = (changes: readonly Change[][]) =>
        changes.flat().map(({ collection, key }) => `${collection} ${key.join('/')}`)

      test('is told what was put and deleted once it is there, and nothing of what was undone', async () => {
        const told: Change[][] = []
        const seen: unknown[] = []
        await put(['deleted'])
        const stop = store.watch((changes) => {
          told.push([...changes])
          seen.push(store.reader.get(things, ['kept', oddParts.join('')]))
        })
        await store.transact(async (transaction) => {
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
        const failed = store.transact(async (transaction) => {
          await transaction.put(things, ['failed'], { text: 'failed' })
          throw new Error('no')
        })
        await expect(failed).rejects.toThrow('no')
        await store.transact((transaction) => transaction.record(event()))
        await store.reader.get(things, ['kept'])
        expect(watched(told)).toEqual([
          `test.thing kept/${oddParts.join('')}`,
          'test.thing deleted',
          'test.other other',
          'test.thing attempted',
        ])
        expect(await Promise.all(seen)).toEqual([{ text: 'kept' }])
        stop()
        await put(['later'])
        expect(watched(told)).toHaveLength(4)
      })

      test('misses none of many, in their order', async () => {
        const told: Change[][] = []
        store.watch((changes) => told.push([...changes]))
        const names = Array.from({ length: 600 }, (_, at) => String(at))
        await Promise.all(names.map((name) => put([name])))
        await put(['last'])
        expect(watched(told).slice(0, 600)).toEqual(names.map((name) => `test.thing ${name}`))
      })
    })

    test('a close waits for the works that have begun, and refuses others', async () => {
      const begun = [put(['a']), put(['b'])]
      const closed = store.close()
      await expect(put(['c'])).rejects.toThrow('closed')
      await Promise.all([closed, ...begun])
      store = await place.open()
      expect(texts(await store.reader.list(things, []))).toEqual(['a', 'b'])
    })

    describe('an attempt', () => {
      test('that throws undoes its own writes, and the transaction goes on', async () => {
        await put(['kept'], ['deleted'])
        await store.transact(async (transaction) => {
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
          const found = await store.reader.list(things, [])
          expect(texts(found)).toEqual(['after', 'before', 'deleted', 'kept'])
          for (const one of found) expect(await store.reader.get(things, [one.text])).toEqual(one)
          expect(await store.reader.lookupEvents(query())).toEqual([])
        }
        await check()
        await reopen()
        await check()
      })

      test('answers what it returns, and what it wrote stays', async () => {
        const answer = await store.transact((transaction) =>
          transaction.attempt(async () => {
            await transaction.put(things, ['a'], { text: 'a' })
            return 'answer'
          }),
        )
        expect(answer).toBe('answer')
        expect(await store.reader.get(things, ['a'])).toEqual({ text: 'a' })
      })

      test('inside another is undone with it, also when it went well itself', async () => {
        await store.transact(async (transaction) => {
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
        expect(await store.reader.get(things, ['inner'])).toBeUndefined()
      })

      test('that went well is undone when its work throws', async () => {
        await put(['a'])
        const work = store.transact(async (transaction) => {
          await transaction.attempt(() => transaction.put(things, ['a'], { text: 'changed' }))
          throw new Error('no')
        })
        await expect(work).rejects.toThrow('no')
        expect(await store.reader.get(things, ['a'])).toEqual({ text: 'a' })
      })
    })

    describe('the trail', () => {
      const record = (...events: TrailEvent[]) =>
        store.transact(async (transaction) => {
          for (const one of events) await transaction.record(one)
        })
      const found = async (asked: Partial<TrailQuery>) =>
        (await store.reader.lookupEvents(query(asked))).map(({ id }) => id)

      test('gives events back as they were, after a reopening too', async () => {
        const full = event({
          username: 'nul\u0000 \u{1f600} "é',
          accessKeyId: 'AKIAEXAMPLE',
          principalId: 'AIDAEXAMPLE',
          resources: [
            { type: 'AWS::IAM::Role', name: 'one' },
            { type: 'AWS::S3::Bucket', name: 'two\u0000' },
          ],
        })
        const bare = event()
        await record(full, bare)
        await reopen()
        expect(await store.reader.lookupEvents(query())).toEqual([bare, full])
      })

      const one = event({
        id: 'one',
        name: 'CreateRole',
        source: 'iam.amazonaws.com',
        readOnly: false,
        username: 'ann',
        accessKeyId: 'AKIAONE',
        time: 1000,
        resources: [
          { type: 'AWS::IAM::Role', name: 'r' },
          { type: 'AWS::IAM::Policy', name: 'p' },
        ],
      })
      const two = event({
        id: 'two',
        name: 'AssumeRole',
        source: 'sts.amazonaws.com',
        readOnly: true,
        username: 'bob',
        accessKeyId: 'ASIATWO',
        time: 2000,
        resources: [{ type: 'AWS::IAM::Role', name: 's' }],
      })
      const three = event({ id: 'three', name: 'createRole', source: 'x.amazonaws.com', time: 3000 })

      const lookups: readonly [string, Partial<TrailQuery>, string[]][] = [
        ['all, newest first', {}, ['three', 'two', 'one']],
        ['by id', { attribute: { key: 'EventId', value: 'two' } }, ['two']],
        ['by name', { attribute: { key: 'EventName', value: 'CreateRole' } }, ['one']],
        ['by source', { attribute: { key: 'EventSource', value: 'sts.amazonaws.com' } }, ['two']],
        ['those that read', { attribute: { key: 'ReadOnly', value: 'true' } }, ['three', 'two']],
        ['those that write', { attribute: { key: 'ReadOnly', value: 'false' } }, ['one']],
        ['by user', { attribute: { key: 'Username', value: 'bob' } }, ['two']],
        ['by access key', { attribute: { key: 'AccessKeyId', value: 'AKIAONE' } }, ['one']],
        ['by resource type', { attribute: { key: 'ResourceType', value: 'AWS::IAM::Role' } }, ['two', 'one']],
        ['by resource name', { attribute: { key: 'ResourceName', value: 'p' } }, ['one']],
        ['nothing by an unknown value', { attribute: { key: 'ResourceName', value: '%' } }, []],
        [
          'nothing by the type as a name',
          { attribute: { key: 'ResourceName', value: 'AWS::IAM::Role' } },
          [],
        ],
        ['from a time on, it included', { from: 2000 }, ['three', 'two']],
        ['until a time, it included', { until: 2000 }, ['two', 'one']],
        ['between times', { from: 1001, until: 2999 }, ['two']],
        [
          'by time and attribute',
          { until: 1500, attribute: { key: 'ResourceType', value: 'AWS::IAM::Role' } },
          ['one'],
        ],
        ['the newest few', { limit: 2 }, ['three', 'two']],
        ['behind one', { after: 'two' }, ['one']],
        [
          'behind one, by attribute',
          { after: 'three', attribute: { key: 'ReadOnly', value: 'false' } },
          ['one'],
        ],
        ['behind none that is known', { after: 'none' }, []],
        ['of another account', { account: '222222222222' }, []],
        ['of another region', { region: 'eu-west-1' }, []],
        ['of another category', { category: 'Data' }, []],
      ]

      test.each(lookups)('finds %s', async (_name, asked, ids) => {
        await record(one)
        await record(two, three)
        expect(await found(asked)).toEqual(ids)
      })

      test('finds the same however much of it the store has put in order by then', async () => {
        const check = async () => {
          for (const [name, asked, ids] of lookups) expect([name, await found(asked)]).toEqual([name, ids])
        }
        await record(one)
        await place.rest()
        await record(two, three)
        await check()
        await place.rest()
        await check()
        await reopen()
        await check()
      })

      test('keeps accounts, regions and categories apart', async () => {
        const places: [string, string, EventCategory][] = [
          ['111122223333', 'us-east-1', 'Management'],
          ['111122223333', 'us-east-1', 'Data'],
          ['111122223333', 'eu-west-1', 'Management'],
          ['222222222222', 'us-east-1', 'Management'],
        ]
        const resources = [{ type: 'AWS::IAM::Role', name: 'r' }]
        await record(
          ...places.map(([account, region, category]) =>
            event({
              account,
              region,
              category,
              resources,
              id: `${account} ${region} ${category}`,
              username: 'ann',
            }),
          ),
        )
        for (const [account, region, category] of places) {
          const id = `${account} ${region} ${category}`
          const within = { account, region, category }
          expect(await found(within)).toEqual([id])
          for (const [key, value] of [
            ['Username', 'ann'],
            ['ResourceName', 'r'],
            ['ResourceType', 'AWS::IAM::Role'],
            ['EventName', 'GetRole'],
          ] as const) {
            expect(await found({ ...within, attribute: { key, value } })).toEqual([id])
          }
        }
      })

      test('pages through events without a gap and without any twice, while more come', async () => {
        const ids = Array.from({ length: 25 }, (_, at) => `event ${at}`)
        await record(...ids.map((id) => event({ id })))
        const paged: string[] = []
        for (let after: string | undefined; ; ) {
          const page = await found({ limit: 4, after })
          if (page.length === 0) break
          paged.push(...page)
          after = page.at(-1)
          await record(event({ id: `later ${paged.length}` }))
        }
        expect(paged).toEqual(ids.toReversed())
      })

      const uses = async (...principals: string[]) => {
        const found = await store.reader.lastUses(principals)
        return found
          .map(({ principal, name, time, region }) => `${principal} ${name} ${time} ${region}`)
          .sort()
      }
      const use = (principalId: string | undefined, name: string, time: number, given = {}) =>
        event({ principalId, name, time, ...given })

      test('says when each principal last used each operation, counted or not', async () => {
        await record(
          use('AIDAONE', 'GetRole', 1000, { accessKeyId: 'AKIAONE' }),
          use('AIDAONE', 'GetRole', 3000, { region: 'eu-west-1' }),
          use('AROATWO', 'GetRole', 2000, { accessKeyId: 'ASIATWO' }),
          use(undefined, 'GetRole', 9000, { accessKeyId: undefined }),
        )
        await place.rest()
        await record(
          use('AIDAONE', 'GetUser', 4000, { accessKeyId: 'AKIAONE' }),
          use('AIDAONE', 'GetRole', 2500),
          use('AROATWO', 'GetRole', 5000),
        )
        const all = [
          'AIDAONE GetRole 3000 eu-west-1',
          'AIDAONE GetUser 4000 us-east-1',
          'AKIAONE GetRole 1000 us-east-1',
          'AKIAONE GetUser 4000 us-east-1',
          'AROATWO GetRole 5000 us-east-1',
        ]
        const asked = ['AIDAONE', 'AKIAONE', 'AROATWO', 'ASIATWO', 'nobody', '"]']
        expect(await uses(...asked)).toEqual(all)
        expect(await uses('AROATWO')).toEqual(all.slice(4))
        expect(await uses()).toEqual([])
        await place.rest()
        expect(await uses(...asked)).toEqual(all)
        await reopen()
        expect(await uses(...asked)).toEqual(all)
      })

      test('says of uses in the transaction that records them, and forgets those that were undone', async () => {
        await store.transact(async (transaction) => {
          await transaction.record(use('AIDAONE', 'GetRole', 1000))
          expect(await transaction.lastUses(['AIDAONE'])).toMatchObject([{ time: 1000 }])
          const attempt = transaction.attempt(async () => {
            await transaction.record(use('AIDAONE', 'GetRole', 2000))
            expect(await transaction.lastUses(['AIDAONE'])).toMatchObject([{ time: 2000 }])
            throw new Error('no')
          })
          await expect(attempt).rejects.toThrow('no')
        })
        expect(await uses('AIDAONE')).toEqual(['AIDAONE GetRole 1000 us-east-1'])
      })

      test('is read in the transaction that writes it', async () => {
        await store.transact(async (transaction) => {
          await transaction.record(one)
          expect(await transaction.lookupEvents(query())).toEqual([one])
          await transaction.attempt(() => transaction.record(two))
          expect(await transaction.lookupEvents(query())).toEqual([two, one])
        })
        expect(await found({})).toEqual(['two', 'one'])
      })

      test.each<[string, number]>([
        ['before it', 0],
        ['in it', 1],
        ['in it and before it', 2],
      ])(
        'keeps what stood before an attempt that looked it up, wrote %s, and failed',
        async (_name, when) => {
          const works = [
            record(one),
            store.transact(async (transaction) => {
              await transaction.record(two)
              if (when !== 1) await transaction.put(things, ['a'], { text: 'before' })
              const attempt = transaction.attempt(async () => {
                if (when !== 0) await transaction.put(things, ['b'], { text: 'in' })
                await transaction.record(three)
                expect(await transaction.lookupEvents(query())).toEqual([three, two, one])
                throw new Error('no')
              })
              await expect(attempt).rejects.toThrow('no')
            }),
          ]
          await Promise.all(works)
          await reopen()
          expect(await found({})).toEqual(['two', 'one'])
        },
      )

      test('keeps its order and loses nothing in concurrent works', async () => {
        const ids = Array.from({ length: 200 }, (_, at) => `event ${at}`)
        await Promise.all(ids.map((id) => record(event({ id }))))
        expect((await found({})).toSorted()).toEqual(ids.toSorted())
      })
    })
  })
}

let events = 0

function event(given: Partial<TrailEvent> = {}): TrailEvent {
  events += 1
  const id = given.id ?? `event number ${events}`
  return {
    account: '111122223333',
    region: 'us-east-1',
    time: 1000,
    id,
    name: 'GetRole',
    source: 'iam.amazonaws.com',
    category: 'Management',
    readOnly: true,
    username: undefined,
    accessKeyId: undefined,
    resources: [],
    record: {
      eventVersion: '1.11',
      userIdentity: { type: 'IAMUser' },
      eventTime: '2026-01-01T00:00:00Z',
      eventSource: 'iam.amazonaws.com',
      eventName: 'GetRole',
      awsRegion: 'us-east-1',
      sourceIPAddress: '127.0.0.1',
      requestParameters: null,
      responseElements: null,
      requestID: id,
      eventID: id,
      readOnly: true,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: '111122223333',
      eventCategory: 'Management',
    },
    ...given,
  }
}

function query(asked: Partial<TrailQuery> = {}): TrailQuery {
  return { account: '111122223333', region: 'us-east-1', category: 'Management', limit: 1000, ...asked }
}
