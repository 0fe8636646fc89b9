import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { associations, type ListAssociations } from '../../src/identities/associations.ts'
import { testReport } from '../test-report.ts'

const shop = (serviceAccount: string) => ({ namespace: 'shop', serviceAccount })

let stop: AbortController
beforeEach(() => {
  stop = new AbortController()
})
afterEach(() => stop.abort())

/** Associations over a list that the test changes. */
function opened(every = 60_000) {
  const state = { held: [shop('a')], down: false, all: 0, single: 0 }
  let now = 1_000_000
  const list: ListAssociations = async (one) => {
    await sleep(1)
    if (one) state.single += 1
    else state.all += 1
    if (state.down) throw new Error('ThrottlingException')
    return state.held.filter((held) => !one || held.serviceAccount === one.serviceAccount)
  }
  const report = testReport()
  const clock = () => now
  const found = associations({ list, every, report, clock, signal: stop.signal })
  const pass = (milliseconds: number) => {
    now += milliseconds
  }
  return { found, state, told: report.told, pass }
}

it('reads all of them, and asks for one that it does not know', async () => {
  const { found, state } = opened()
  await expect.poll(() => found.synced()).toBe(true)
  expect([found.has('shop', 'a'), found.has('shop', 'b')]).toEqual([true, false])
  state.held = [shop('a'), shop('b')]
  expect(await found.ask('shop', 'b')).toBe(true)
  expect(found.has('shop', 'b')).toBe(true)
})

it('remembers a no, asks once for all who ask, and no more than five a second', async () => {
  const { found, state, pass } = opened()
  await expect.poll(() => found.synced()).toBe(true)
  await Promise.all(Array.from({ length: 10 }, () => found.ask('shop', 'no')))
  expect(await found.ask('shop', 'no')).toBe(false)
  expect(state.single).toBe(1)
  const names = Array.from({ length: 10 }, (_, at) => `no-${at}`)
  const answers = await Promise.all(names.map((name) => found.ask('shop', name)))
  expect(answers.filter((answer) => answer === undefined)).toHaveLength(6)
  expect(state.single).toBe(5)
  pass(61_000)
  expect(await found.ask('shop', 'no')).toBe(false)
  expect(state.single).toBe(6)
})

it('keeps what it knows while EKS throttles', async () => {
  const { found, state, told } = opened(5)
  await expect.poll(() => found.synced()).toBe(true)
  state.down = true
  await expect.poll(() => told).toContain('associations: ThrottlingException')
  expect(found.has('shop', 'a')).toBe(true)
  expect(await found.ask('shop', 'b')).toBeUndefined()
})

it('follows what is taken away', async () => {
  const { found, state } = opened(5)
  await expect.poll(() => found.has('shop', 'a')).toBe(true)
  state.held = []
  await expect.poll(() => found.has('shop', 'a')).toBe(false)
})
