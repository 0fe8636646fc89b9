import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type FairQueueOptions, fairQueue } from '../src/upstream/fair-queue.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const patienceMs = 1000
/** A queue of one at a time, whose first work runs until `release`. */
function busyQueue(options: Partial<FairQueueOptions> = {}) {
  const queue = fairQueue({ width: 1, room: 8, patienceMs, refuse: () => new Error('busy'), ...options })
  const served: string[] = []
  const { promise, resolve: release } = Promise.withResolvers<void>()
  void queue.run('first', () => promise)
  const ask = (lane: string, name: string) => {
    const { done, stay } = queue.run(lane, async () => void served.push(name))
    const result = done.then(
      () => 'served',
      (error: Error) => error.message,
    )
    return { result, stay }
  }
  return { queue, served, release, ask }
}

it('lanes take turns, whoever asks most', async () => {
  const { served, release, ask } = busyQueue()
  const all = ['a1', 'a2', 'a3', 'b1', 'b2', 'c1'].map((name) => ask(name.slice(0, 1), name).result)
  release()
  await Promise.all(all)
  expect(served).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3'])
})

it('a lane takes no more places than are left for all others', async () => {
  const { queue, release, ask } = busyQueue()
  const greedy = Array.from({ length: 20 }, (_, at) => ask('greedy', `${at}`).result)
  expect(queue.waiting()).toBe(4)
  const other = ask('other', 'other')
  release()
  expect(await other.result).toBe('served')
  expect((await Promise.all(greedy)).filter((one) => one === 'served')).toHaveLength(4)
  expect(queue.waiting()).toBe(0)
})

it('who asks again keeps the place, and who does not is told to come again', async () => {
  const { queue, served, release, ask } = busyQueue()
  const [faithful, gone] = [ask('pods', 'faithful'), ask('pods', 'gone')]
  for (let turn = 0; turn < 5; turn += 1) {
    vi.advanceTimersByTime(patienceMs - 1)
    faithful.stay()
  }
  expect(await gone.result).toBe('busy')
  const late = ask('pods', 'late')
  expect(queue.waiting()).toBe(2)
  release()
  expect([await faithful.result, await late.result]).toEqual(['served', 'served'])
  expect(served).toEqual(['faithful', 'late'])
  // A place that was used up is none any more.
  faithful.stay()
  gone.stay()
  expect(vi.getTimerCount()).toBe(0)
})

it('a work that fails gives its turn to the next', async () => {
  const { queue, release, ask } = busyQueue()
  const failing = queue.run('pods', () => Promise.reject(new Error('upstream')))
  const next = ask('pods', 'next')
  release()
  await expect(failing.done).rejects.toThrow('upstream')
  expect(await next.result).toBe('served')
})
