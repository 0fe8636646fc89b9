import { afterEach, beforeEach, expect, it } from 'vitest'
import { type AgentWorld, agentWorld } from './agent-world.ts'

let world: AgentWorld
let tell: (change: object) => void
let asked: (string | undefined)[]

beforeEach(async () => {
  const waiting: ((answer: object) => void)[] = []
  const told: object[] = []
  asked = []
  let isFirst = true
  tell = (change) => {
    const next = waiting.shift()
    if (next) next(change)
    else told.push(change)
  }
  world = await agentWorld()
  world.upstream.changes = async (cursor) => {
    asked.push(cursor)
    if (isFirst) {
      isFirst = false
      return { cursor: 'c-0', isComplete: false, changes: [] }
    }
    return told.shift() ?? new Promise((resolve) => waiting.push(resolve))
  }
  await expect.poll(() => asked.length).toBeGreaterThan(1)
})
afterEach(() => world.close())

let cursors = 0
const change = (...changes: object[]) => {
  cursors += 1
  return { cursor: `c-${cursors}`, isComplete: true, changes }
}
const reports = { namespace: 'shop', serviceAccount: 'reports' }
const roleOf = async (token: string) => (await world.ask(token)).body['Token']?.split(' ')[0]

it.each([
  ['by its name', reports],
  ['by a pattern', { namespace: 'sh*', serviceAccount: '*' }],
])('a changed association %s is followed without waiting for its renewal', async (_name, match) => {
  const token = await world.token()
  expect(await roleOf(token)).toBe('reports')
  world.upstream.associations.set('shop/reports', 'archive')
  tell(change(match))
  await expect.poll(() => world.upstream.calls.length).toBe(2)
  expect(await roleOf(token)).toBe('archive')
})

it('a deleted association ends what is held', async () => {
  const token = await world.token()
  await world.ask(token)
  world.upstream.associations.delete('shop/reports')
  tell(change(reports))
  await expect.poll(async () => (await world.ask(token)).status).toBe(404)
})

it('others are left alone', async () => {
  const token = await world.token({ serviceAccount: 'orders', pod: 'orders-0' })
  await world.ask(token)
  const before = asked.length
  tell(change(reports))
  await expect.poll(() => asked.length).toBeGreaterThan(before)
  await world.ask(token)
  expect(world.upstream.calls).toHaveLength(1)
})

it('an answer that was under way when the change was told is not kept', async () => {
  const token = await world.token()
  const { promise, resolve: answer } = Promise.withResolvers<void>()
  world.upstream.gate = () => promise
  const first = world.ask(token)
  await expect.poll(() => world.upstream.calls.length).toBe(1)
  const before = asked.length
  tell(change(reports))
  // Who asks for the next change has heard of this one.
  await expect.poll(() => asked.length).toBeGreaterThan(before)
  answer()
  await first
  await expect.poll(() => world.upstream.calls.length).toBe(2)
})

it('after a gap everything is renewed, and the question goes on from there', async () => {
  const token = await world.token()
  await world.ask(token)
  tell({ cursor: 'after-the-gap', isComplete: false, changes: [] })
  await expect.poll(() => asked.at(-1)).toBe('after-the-gap')
  await world.ask(token)
  expect(world.upstream.calls).toHaveLength(2)
})

it.each([
  ['nonsense', []],
  ['a hostile change', change({ namespace: { toString: 1 }, serviceAccount: null })],
  ['no cursor', { isComplete: true, changes: [] }],
])('%s in place of changes is passed over', async (_name, answer) => {
  const before = asked.length
  tell(answer)
  await expect.poll(() => asked.length).toBeGreaterThan(before)
  expect((await world.ask(await world.token())).status).toBe(200)
})

it('where nobody tells of changes, that is said once and not asked again soon', async () => {
  const alone = await agentWorld()
  const said = () => alone.logged.filter((line) => line.includes('tells of no changes'))
  await expect.poll(() => said().length).toBe(1)
  expect(alone.agent.unready()).toBe(undefined)
  await alone.close()
})
