import { afterEach, describe, expect, it, vi } from 'vitest'
import { readPodToken } from '../src/pod-token/read-pod-token.ts'
import { timing } from '../src/timing.ts'
import { eksAuth } from '../src/upstream/eks-auth.ts'
import type { ServiceAnswer } from '../src/upstream/signed-sender.ts'
import { type AgentWorld, agentWorld, type WorldOptions } from './agent-world.ts'

const throttled = (retryAfter: string) => ({
  status: 429,
  headers: { 'retry-after': retryAfter },
  body: JSON.stringify({ __type: 'ThrottlingException', message: 'Rate exceeded' }),
})
const refusal = {
  Code: 'ThrottlingException',
  Message: '[]: (ThrottlingException): Rate exceeded, fault: client',
}

let world: AgentWorld | undefined
const open = async (options: WorldOptions = {}) => {
  world = await agentWorld(options)
  return world
}
afterEach(async () => {
  vi.useRealTimers()
  await world?.close()
  world = undefined
})

describe('the calls of an agent that was told when to come again', () => {
  /** Calls by the real code, before a service whose first answers are these and whose others serve. */
  async function caller(retryAfters: readonly string[], random: number) {
    const { token: make, claims } = await open()
    const reading = readPodToken(await make(), { audiences: ['pods.eks.amazonaws.com'], now: Date.now() })
    if (!reading.ok) throw reading.fault
    const { pod } = reading.token
    const served = {
      subject: { namespace: pod.namespace, serviceAccount: pod.serviceAccount },
      audience: 'pods.eks.amazonaws.com',
      podIdentityAssociation: { associationArn: 'arn:aws:eks:r:1:a', associationId: 'a-1' },
      assumedRoleUser: { arn: 'arn:aws:sts::111122223333:assumed-role/reports/x', assumeRoleId: 'A:x' },
      credentials: {
        accessKeyId: 'ASIA',
        secretAccessKey: 's',
        sessionToken: 't',
        expiration: Number(claims().exp),
      },
    }
    vi.useFakeTimers()
    let calls = 0
    async function send(): Promise<ServiceAnswer> {
      const retryAfter = retryAfters[calls]
      calls += 1
      if (retryAfter === undefined) return { status: 200, headers: {}, text: JSON.stringify(served) }
      const { body, ...answer } = throttled(retryAfter)
      return { ...answer, text: body }
    }
    const own = { accessKeyId: 'AKIA', secretAccessKey: 'secret' }
    const service = eksAuth({
      clusterName: 'shop',
      sender: { send, close() {} },
      credentials: { get: async () => own, forget() {}, known: () => true },
      clock: Date.now,
      random: (length) => Buffer.alloc(length, random),
      timing,
      onAttempt() {},
    })
    const ask = () =>
      service.assumeRole(reading.token).then(
        () => 'served',
        (error: Error) => error.message,
      )
    return { ask, calls: () => calls, isThrottled: () => service.throttled() !== undefined }
  }

  it.each([
    ['the time that is told', '2', 0, 2000],
    ['up to a quarter more', '2', 0xff, 2499],
    ['no more than is believed', '3600', 0, timing.mostPauseMs],
  ])('rest for %s, and then all are made', async (_name, retryAfter, random, ms) => {
    const { ask, calls, isThrottled } = await caller([retryAfter], random)
    const first = ask()
    await vi.advanceTimersByTimeAsync(0)
    const second = ask()
    await vi.advanceTimersByTimeAsync(ms - 1)
    expect([calls(), isThrottled()]).toEqual([1, true])
    await vi.advanceTimersByTimeAsync(2)
    expect(await Promise.all([first, second])).toEqual(['served', 'served'])
    expect([calls(), isThrottled()]).toEqual([3, false])
  })

  it('fail with its words when it says so three times', async () => {
    const { ask, calls } = await caller(['1', '1', '1', '1'], 0)
    const answer = ask()
    await vi.advanceTimersByTimeAsync(2000)
    expect(await answer).toBe(refusal.Message)
    expect(calls()).toBe(3)
  })

  it('rest on when another answer, of a call that was under way, says longer', async () => {
    const { ask, calls } = await caller(['1', '3'], 0)
    const both = [ask(), ask()]
    await vi.advanceTimersByTimeAsync(2999)
    expect(calls()).toBe(2)
    await vi.advanceTimersByTimeAsync(2)
    expect(await Promise.all(both)).toEqual(['served', 'served'])
  })
})

const isResting = ({ logged }: AgentWorld) =>
  expect
    .poll(() => logged.filter((line) => line.includes('wants to be left alone')).length, { timeout: 5000 })
    .toBe(1)

it('pods wait out a rest and are served', async () => {
  const { upstream, ask, token } = await open({ timing: { mostPauseMs: 200, backoffMs: 5 } })
  upstream.mischief = (turn) => (turn === 0 ? throttled('2') : undefined)
  const [first, second] = [await token(), await token({ serviceAccount: 'orders', pod: 'orders-0' })]
  const one = ask(first)
  await isResting(world!)
  const answers = await Promise.all([one, ask(second)])
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect([upstream.calls.length, upstream.calls[0]]).toEqual([3, first])
})

it('whose patience ends in a rest is told so by the words of EKS Auth', async () => {
  const { upstream, url, ask, token } = await open({ timing: { mostPauseMs: 60_000, queueMs: 100 } })
  upstream.mischief = () => throttled('60')
  const tokens = await Promise.all(Array.from({ length: 32 }, (_, at) => token({ pod: `reports-${at}` })))
  const late = await token({ pod: 'late-0' })
  const gone = new AbortController()
  const waiting = tokens.map((authorization) =>
    fetch(url, { headers: { authorization }, signal: gone.signal }).then(
      ({ status }) => status,
      () => 'waits',
    ),
  )
  await isResting(world!)
  // Behind as many as are called for at a time, all of whom wait for the rest to end.
  await expect.poll(async () => (await ask(late)).body, { timeout: 5000 }).toEqual(refusal)
  gone.abort()
  expect(new Set(await Promise.all(waiting))).toEqual(new Set(['waits']))
})

it('pods that wait when the agent stops are told so by the words of EKS Auth', async () => {
  const { agent, upstream, ask, token } = await open({ timing: { mostPauseMs: 60_000 } })
  upstream.mischief = () => throttled('60')
  const answer = ask(await token())
  await isResting(world!)
  await agent.close()
  expect(await answer).toEqual({ status: 429, body: refusal })
  expect(upstream.calls).toHaveLength(1)
})

it('what is held is given at once, though it is to be renewed', async () => {
  const { upstream, ask, token } = await open({
    maxRetentionMs: 1,
    timing: { mostPauseMs: 60_000, renewalWaitMs: 60_000, sweepMs: 20 },
  })
  upstream.mischief = (turn) => (turn === 0 ? undefined : throttled('60'))
  const held = await token()
  await ask(held)
  await isResting(world!)
  for (let turn = 0; turn < 5; turn += 1) expect((await ask(held)).status).toBe(200)
  expect(upstream.calls).toHaveLength(2)
})
