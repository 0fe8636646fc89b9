import { describe, expect, test } from 'vitest'
import type { TrailEvent } from '../../src/trail/trail-event.ts'
import type { Bench } from './bench.ts'
import { event } from './trail-event.ts'

/** The trail knows who last used what. */
export function keepLastUses(bench: Bench): void {
  describe('last uses', () => {
    const record = (...events: TrailEvent[]) =>
      bench.store.transact(async (transaction) => {
        for (const one of events) await transaction.record(one)
      })
    const uses = async (...principals: string[]) => {
      const found = await bench.store.reader.lastUses(principals)
      return found.map(({ principal, name, time, region }) => `${principal} ${name} ${time} ${region}`).sort()
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
      await bench.place.rest()
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
      await bench.place.rest()
      expect(await uses(...asked)).toEqual(all)
      await bench.reopen()
      expect(await uses(...asked)).toEqual(all)
    })

    test('says of uses in the transaction that records them, and forgets those that were undone', async () => {
      await bench.store.transact(async (transaction) => {
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
  })
}
