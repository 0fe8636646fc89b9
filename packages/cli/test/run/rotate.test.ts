import { expect, it } from 'vitest'
import { rotate } from '../../src/run/rotate.ts'

const minute = 60_000
const hour = 60 * minute

/** A machine whose time passes only in `sleep`, so a day takes no time. */
async function turns(life: number, until: number, fails: (turn: number) => boolean = () => false) {
  let now = 0
  let turn = 0
  const stop = new AbortController()
  const renewed: number[] = []
  const failed: number[] = []
  await rotate(
    { ends: life },
    {
      clock: () => now,
      async sleep(milliseconds) {
        now += milliseconds
        if (now >= until) stop.abort()
      },
      async renew() {
        turn += 1
        if (fails(turn)) throw new Error('unreachable')
        renewed.push(now)
        return { ends: now + life }
      },
      failed: () => void failed.push(now),
    },
    stop.signal,
  )
  return { renewed, failed }
}

it('renews at 80 % of the life of a token', async () => {
  expect((await turns(10 * minute, 25 * minute)).renewed).toEqual([8 * minute, 16 * minute, 24 * minute])
})

it('renews a long token after a day', async () => {
  expect((await turns(100 * 24 * hour, 49 * hour)).renewed).toEqual([24 * hour, 48 * hour])
})

it('tries again when a renewal fails, long before the old token ends', async () => {
  const { renewed, failed } = await turns(10 * minute, 9 * minute, (turn) => turn < 3)
  expect(failed).toHaveLength(2)
  expect(renewed[0]).toBeLessThan(9 * minute)
})
