import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { followMissedPods } from '../../src/missed/follow-missed-pods.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('makes a round whenever the webhook becomes ready, soon again, and then after each interval', async () => {
  const stop = new AbortController()
  let rounds = 0
  let ready = false
  const round = async () => {
    rounds += 1
  }
  const after = async (seconds: number) => {
    await vi.advanceTimersByTimeAsync(seconds * 1000)
    return rounds
  }
  followMissedPods({ round, isReady: () => ready, every: 300_000, clock: Date.now, signal: stop.signal })
  expect(await after(600)).toBe(0)
  ready = true
  expect(await after(1)).toBe(1)
  expect(await after(28)).toBe(1)
  expect(await after(3)).toBe(2)
  expect(await after(290)).toBe(2)
  expect(await after(20)).toBe(3)
  ready = false
  expect(await after(600)).toBe(3)
  ready = true
  expect(await after(1)).toBe(4)
  stop.abort()
  expect(await after(600)).toBe(4)
})
