import { afterEach, describe, expect, it } from 'vitest'
import { type AgentWorld, agentWorld } from './agent-world.ts'
import type { Mischief } from './fake-eks-auth.ts'
import { upstreamAnswers } from './upstream-answers.data.ts'

let world: AgentWorld
/** Only who waits for an answer that never comes waits for its time. */
const start = async (answer?: Mischief, retention = {}) => {
  world = await agentWorld({ ...retention, timing: answer === 'hang' ? { attemptMs: 300 } : {} })
}
afterEach(() => world.close())

describe.each(upstreamAnswers)('upstream answering %s', (_name, mischief, status, code, message, calls) => {
  it('is told to the pod, and the next answer is as good as any', async () => {
    await start(mischief)
    world.upstream.mischief = () => mischief
    const token = await world.token()
    const answer = await world.ask(token)
    expect([answer.status, answer.body['Code']]).toEqual([status, code])
    if (message instanceof RegExp) expect(answer.body['Message']).toMatch(message)
    else expect(answer.body['Message']).toBe(message)
    expect(world.upstream.calls).toHaveLength(calls)

    world.upstream.mischief = () => undefined
    await expect.poll(async () => (await world.ask(token)).status).toBe(200)
  })

  // Who asked again meant the agent itself, or another time.
  const isFinal =
    calls === 1 && (status === 404 || (status === 400 && /^(Access|Expired|Invalid)/.test(code)))
  it(`${isFinal ? 'drops' : 'keeps'} what is held for the pod`, async () => {
    await start(mischief, { maxRetentionMs: 1 })
    const token = await world.token()
    await expect.poll(async () => (await world.ask(token)).status).toBe(200)
    let answered = 0
    world.upstream.mischief = () => {
      answered += 1
      return mischief
    }
    await expect.poll(() => answered).toBeGreaterThan(0)
    if (isFinal) await expect.poll(async () => (await world.ask(token)).status).toBe(status)
    else for (let turn = 0; turn < 5; turn += 1) expect((await world.ask(token)).status).toBe(200)
  })
})

it('tells a pod when there is no upstream, and that the agent is not ready', async () => {
  world = await agentWorld({ endpoint: new URL('http://127.0.0.1:1') })
  const { status, body } = await world.ask(await world.token())
  expect([status, body]).toEqual([
    500,
    { Code: 'ServiceUnavailableException', Message: 'EKS Auth cannot be reached: ECONNREFUSED' },
  ])
  expect(world.agent.unready()).toBe('EKS Auth has not been reached')
})

it('tells a pod when the agent has no credentials of its own', async () => {
  const provide = async () => {
    throw new Error('nothing there')
  }
  world = await agentWorld({ credentials: [{ name: 'a file', provide }] })
  const { status, body } = await world.ask(await world.token())
  expect([status, body['Message']]).toEqual([
    500,
    'The agent has no AWS credentials of its own to call EKS Auth with: a file: nothing there',
  ])
  expect(world.agent.unready()).toBe('the agent has no AWS credentials of its own')
})

it('credentials of the agent that were refused are read again', async () => {
  let wrong = true
  world = await agentWorld({
    credentials: [
      {
        name: 'test',
        async provide() {
          const { accessKeyId, secretAccessKey } = world.upstream.credentials
          const given = { accessKeyId, secretAccessKey: wrong ? 'another one' : secretAccessKey }
          wrong = false
          return given
        },
      },
    ],
  })
  expect((await world.ask(await world.token())).status).toBe(200)
})
