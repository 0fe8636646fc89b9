import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { watchChanges } from '../src/changes/watch-changes.ts'
import { timing } from '../src/timing.ts'
import type { SignedCall } from '../src/upstream/signed-sender.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Of a Rolecall server. Source: `wait-for-pod-identity-changes.ts`. */
const longestWait = 50

it('the server, which records each call, is seldom asked by an agent that nothing changes for', async () => {
  const calls: SignedCall[] = []
  const silent = () => {}
  const watch = watchChanges({
    clusterName: 'shop',
    upstream: {
      assumeRole: () => Promise.reject(new Error('not asked')),
      throttled: () => undefined,
      waitNoMore() {},
      async call(call) {
        calls.push(call)
        const { cursor, waitSeconds } = JSON.parse(call.body ?? '')
        if (cursor !== undefined) await new Promise((resolve) => setTimeout(resolve, waitSeconds * 1000))
        const text = JSON.stringify({ cursor: 'c-0', isComplete: cursor !== undefined, changes: [] })
        return { status: 200, headers: {}, text }
      },
    },
    standing: {
      missed: silent,
      reached: silent,
      served: silent,
      refused: silent,
      throttled: silent,
      problem: () => undefined,
      close: silent,
    },
    renewer: { timeFor: () => 0, ask: () => undefined, change: silent, sweep: silent },
    clock: Date.now,
    random: (length) => Buffer.alloc(length),
    timing,
    log: { trace: silent, debug: silent, info: silent, warn: silent, error: silent },
  })
  await vi.advanceTimersByTimeAsync(15 * 60_000)
  watch.close()
  // The first, which begins, and one for each 45 seconds.
  expect(calls.length).toBeLessThanOrEqual(21)
  for (const { body, patienceMs } of calls) {
    const { waitSeconds } = JSON.parse(body ?? '')
    expect(waitSeconds).toBeLessThanOrEqual(longestWait)
    expect(patienceMs).toBeGreaterThan(waitSeconds * 1000)
  }
})
