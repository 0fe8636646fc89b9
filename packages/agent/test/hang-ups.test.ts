import { afterEach, describe, expect, it } from 'vitest'
import { type AgentWorld, agentWorld, type WorldOptions } from './agent-world.ts'

let world: AgentWorld
afterEach(() => world.close())

/** An agent whose EKS Auth answers nothing until `release` is called. */
async function open(options: WorldOptions = {}): Promise<() => void> {
  world = await agentWorld(options)
  const { promise, resolve } = Promise.withResolvers<void>()
  world.upstream.gate = () => promise
  return resolve
}

/** Asks, and hangs up when `isTime` says so. */
async function hangUp(token: string, isTime: () => boolean | Promise<boolean>): Promise<void> {
  const given = new AbortController()
  const asked = fetch(world.url, { headers: { authorization: token }, signal: given.signal })
  const gone = expect(asked).rejects.toThrow('aborted')
  await expect.poll(isTime).toBe(true)
  given.abort()
  await gone
}

async function metrics(): Promise<string> {
  return (await fetch(`http://127.0.0.1:${world.agent.metricsPort}/metrics`)).text()
}

const misses = async () => Number(/cache_state\{state="miss"\} (\d+)/.exec(await metrics())?.[1])

it('what an SDK did not wait for is there when it asks again', async () => {
  const release = await open()
  const token = await world.token()
  await hangUp(token, () => world.upstream.calls.length === 1)
  release()
  await expect.poll(metrics).toContain('pod_identity_cache_entries 1\n')
  expect((await world.ask(token)).status).toBe(200)
  expect(world.upstream.calls).toEqual([token])
})

describe.each([true, false])('an SDK that asks again before the answer (keys are known: %s)', (knowsKeys) => {
  it('joins the call that goes on, and its token is looked at once', async () => {
    const release = await open({ knowsKeys })
    const token = await world.token()
    for (const turn of [1, 2, 3]) await hangUp(token, async () => (await misses()) === turn)
    const looks = world.looks()
    const [again, other] = [world.ask(token), world.ask(token)]
    await expect.poll(misses).toBe(5)
    expect(world.looks()).toBe(looks)
    release()
    expect([(await again).status, (await other).status]).toEqual([200, 200])
    expect(world.upstream.calls).toEqual([token])
  })

  it('is not joined by another token of the pod that is forged', async () => {
    const release = await open({ knowsKeys })
    const token = await world.token()
    const waiting = world.ask(token)
    await expect.poll(() => world.upstream.calls.length).toBe(1)
    const forged = world.ask(`${token.slice(0, -8)}AAAAAAAA`)
    release()
    expect((await waiting).status).toBe(200)
    const { status, body } = await forged
    expect([status, body['Code']]).toEqual([400, 'InvalidTokenException'])
  })

  it('gets nothing once its token has ended, and others get what was called for', async () => {
    let late = 0
    const release = await open({ knowsKeys, clock: () => Date.now() + late })
    const token = await world.token({}, 600)
    const waiting = world.ask(token)
    await expect.poll(() => world.upstream.calls.length).toBe(1)
    late = 601_000
    expect((await world.ask(token)).body['Code']).toBe('ExpiredTokenException')
    late = 0
    release()
    expect((await waiting).status).toBe(200)
  })
})

it('a refusal that nobody waited for is counted and told all the same', async () => {
  const release = await open()
  world.upstream.mischief = () => 'cut'
  await hangUp(await world.token(), () => world.upstream.calls.length === 1)
  release()
  await expect.poll(metrics).toContain('pod_identity_refusals{reason="no-answer"} 1\n')
  expect(await metrics()).not.toContain('pod_identity_http_response{code="500"}')
  expect(world.logged.join('\n')).toContain('EKS Auth cannot be reached: ECONNRESET')
})

it('pods that wait for their turn are served in their order, who hung up in between as well', async () => {
  const release = await open()
  const { promise: isOneDone, resolve: endOne } = Promise.withResolvers<void>()
  const others = world.upstream.gate
  world.upstream.gate = (turn) => (turn === 0 ? isOneDone : others(turn))
  const first = await Promise.all(Array.from({ length: 32 }, (_, at) => world.token({ pod: `first-${at}` })))
  const answers = first.map((token) => world.ask(token))
  await expect.poll(() => world.upstream.calls.length).toBe(32)
  const [early, late] = [await world.token({ pod: 'early' }), await world.token({ pod: 'late' })]
  await hangUp(early, async () => (await misses()) === 33)
  answers.push(world.ask(late))
  await expect.poll(misses).toBe(34)
  answers.push(world.ask(early))
  await expect.poll(misses).toBe(35)
  // One place becomes free, and then all others: two calls that begin together may arrive in either order.
  endOne()
  await expect.poll(() => world.upstream.calls.length).toBe(33)
  release()
  expect(new Set((await Promise.all(answers)).map(({ status }) => status))).toEqual(new Set([200]))
  expect(world.upstream.calls.slice(32)).toEqual([early, late])
})
