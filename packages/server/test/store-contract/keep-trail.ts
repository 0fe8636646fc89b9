import { describe, expect, test } from 'vitest'
import type { EventCategory, TrailEvent, TrailQuery } from '../../src/trail/trail-event.ts'
import { type Bench, things } from './bench.ts'
import { event, query } from './trail-event.ts'

/** The trail keeps what happened, and finds it. */
export function keepTrail(bench: Bench): void {
  describe('the trail', () => {
    const record = (...events: TrailEvent[]) =>
      bench.store.transact(async (transaction) => {
        for (const one of events) await transaction.record(one)
      })
    const found = async (asked: Partial<TrailQuery>) =>
      (await bench.store.reader.lookupEvents(query(asked))).map(({ id }) => id)

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
      await bench.reopen()
      expect(await bench.store.reader.lookupEvents(query())).toEqual([bare, full])
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
      ['nothing by the type as a name', { attribute: { key: 'ResourceName', value: 'AWS::IAM::Role' } }, []],
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
      await bench.place.rest()
      await record(two, three)
      await check()
      await bench.place.rest()
      await check()
      await bench.reopen()
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

    test('is read in the transaction that writes it', async () => {
      await bench.store.transact(async (transaction) => {
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
    ])('keeps what stood before an attempt that looked it up, wrote %s, and failed', async (_name, when) => {
      const works = [
        record(one),
        bench.store.transact(async (transaction) => {
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
      await bench.reopen()
      expect(await found({})).toEqual(['two', 'one'])
    })

    test('keeps its order and loses nothing in concurrent works', async () => {
      const ids = Array.from({ length: 200 }, (_, at) => `event ${at}`)
      await Promise.all(ids.map((id) => record(event({ id }))))
      expect((await found({})).toSorted()).toEqual(ids.toSorted())
    })
  })
}
