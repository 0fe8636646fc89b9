import { generateSigningKey, signToken } from '@rolecall/tokens'
import fc from 'fast-check'
import { afterEach, expect, it } from 'vitest'
import { type AgentWorld, agentWorld, type WorldOptions } from './agent-world.ts'

const worlds: AgentWorld[] = []
async function open(options?: WorldOptions): Promise<AgentWorld> {
  const world = await agentWorld(options)
  worlds.push(world)
  return world
}
afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.close()))
})

it('many containers that wait cause one call', async () => {
  const world = await open()
  const answer = held(world)
  const first = await world.token()
  const rotated = await world.token()
  const asked = Array.from({ length: 40 }, (_, at) => world.ask(at % 2 ? first : rotated))
  await expect.poll(() => misses(world)).toBe(40)
  answer()
  const answers = await Promise.all(asked)
  expect(new Set(answers.map(({ body }) => body['AccessKeyId']))).toEqual(new Set(['ASIA0000000000000000']))
  expect(world.upstream.calls).toHaveLength(1)
})

it('many containers whose token nobody here can verify cause one call as well', async () => {
  const world = await open({ knowsKeys: false })
  const answer = held(world)
  const token = await world.token()
  const asked = Array.from({ length: 20 }, () => world.ask(token))
  await expect.poll(() => misses(world)).toBe(20)
  answer()
  await Promise.all(asked)
  expect(world.upstream.calls).toHaveLength(1)
})

it('two pods of one ServiceAccount never share', async () => {
  const world = await open()
  const [one, two] = [await world.token({ pod: 'reports-0' }), await world.token({ pod: 'reports-1' })]
  for (const token of [one, two, one, two]) {
    const { body } = await world.ask(token)
    expect(body['SecretAccessKey']).toBe(`secret-of-uid-of-reports-${token === one ? 0 : 1}`)
  }
  expect(world.upstream.calls).toEqual([one, two])
})

it('a rotated token finds its pod’s credentials when it is verified here', async () => {
  const world = await open()
  await world.ask(await world.token())
  expect((await world.ask(await world.token())).body['AccessKeyId']).toBe('ASIA0000000000000000')
  expect(world.upstream.calls).toHaveLength(1)
})

it('a rotated token goes upstream when it cannot be verified here, and the former one goes on', async () => {
  const world = await open({ knowsKeys: false })
  const [former, rotated] = [await world.token(), await world.token()]
  for (const token of [former, former, rotated, former, rotated]) await world.ask(token)
  expect(world.upstream.calls).toEqual([former, rotated])
})

it('a forged token that names a pod gets nothing of it and takes nothing from it, whoever verifies', async () => {
  const stranger = await generateSigningKey('ES256')
  for (const knowsKeys of [true, false]) {
    const world = await open({ knowsKeys, timing: { refusalMs: 60_000 } })
    const token = await world.token()
    await world.ask(token)
    const forged = await signToken(world.claims(), stranger)
    const { status, body } = await world.ask(forged)
    expect([status, body['Code']]).toEqual([400, 'InvalidTokenException'])
    expect((await world.ask(token)).body['AccessKeyId']).toBe('ASIA0000000000000000')
    expect(world.upstream.calls).toEqual([token, forged])
    // The form of the refusal, and that a loop of it does not go upstream each time.
    for (let turn = 0; turn < 10; turn += 1) await world.ask(forged)
    expect(world.upstream.calls).toEqual([token, forged])
  }
})

it('a token that has ended gets nothing, though it was accepted', async () => {
  let late = 0
  const world = await open({ clock: () => Date.now() + late, knowsKeys: false })
  const token = await world.token({}, 600)
  expect((await world.ask(token)).status).toBe(200)
  late = 601_000
  expect((await world.ask(token)).body['Code']).toBe('ExpiredTokenException')
})

it('credentials that end in fifteen seconds are not given out', async () => {
  const began = Date.now()
  let late = 0
  // The clock stands: only a second lies between what is given and what is not.
  const world = await open({ clock: () => began + late, timing: { sweepMs: 60_000 } })
  world.upstream.lifetime = 900
  const token = await world.token()
  await world.ask(token)
  world.upstream.mischief = () => 'cut'
  late = 880_000
  expect((await world.ask(token)).status).toBe(200)
  late = 886_000
  expect((await world.ask(token)).body['Code']).toBe('ServiceUnavailableException')
})

it('the pod that was served longest ago makes room', async () => {
  const world = await open({ maxCacheSize: 2 })
  const tokens = await Promise.all(['a', 'b', 'c'].map((pod) => world.token({ pod })))
  const [a = '', b = '', c = ''] = tokens
  for (const token of [a, b, a, c, a, b]) await world.ask(token)
  expect(world.upstream.calls).toEqual([a, b, c, b])
})

it('holds nothing when it is told to', async () => {
  const world = await open({ maxCacheSize: 0 })
  const token = await world.token()
  for (const one of [token, token]) expect((await world.ask(one)).status).toBe(200)
  expect(world.upstream.calls).toEqual([token, token])
})

it('renews ahead, for pods that ask and tokens that hold', async () => {
  let late = 0
  const world = await open({ clock: () => Date.now() + late, maxRetentionMs: 3 * 3_600_000 })
  const [lasting, ending] = [await world.token({ pod: 'a' }, 86_400), await world.token({ pod: 'b' }, 600)]
  await world.ask(lasting)
  await world.ask(ending)
  late = 3 * 3_600_000
  await expect.poll(() => world.upstream.calls.length).toBe(3)
  expect(world.upstream.calls[2]).toBe(lasting)
  await expect.poll(async () => (await world.ask(lasting)).body['AccessKeyId']).toBe('ASIA0000000000000002')
  // In six hours more than a day, nobody has asked: it is renewed no more, and dropped when it ends.
  late = 30 * 3_600_000
  await expect.poll(async () => /cache_entries (\d+)/.exec(await metrics(world))?.[1]).toBe('0')
  expect(world.upstream.calls).toHaveLength(3)
})

it('gives what is held at once while upstream hangs', async () => {
  const world = await open({ maxRetentionMs: 1, timing: { renewalWaitMs: 50 } })
  const token = await world.token()
  await world.ask(token)
  world.upstream.mischief = () => 'hang'
  const answers = await Promise.all(Array.from({ length: 20 }, () => world.ask(token)))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
})

it('never gives one pod what is another’s, in any order of tokens, rotations, forgeries and failures', async () => {
  const stranger = await generateSigningKey('ES256')
  const step = fc.record({
    pod: fc.constantFrom('a', 'b', 'c', 'd'),
    serviceAccount: fc.constantFrom('reports', 'orders', 'nobody'),
    kind: fc.constantFrom('held', 'rotated', 'forged'),
    upstream: fc.constantFrom('good', 'good', 'cut', 'refused'),
  })
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(step, { maxLength: 24 }), async (knowsKeys, steps) => {
      const world = await agentWorld({ knowsKeys, maxCacheSize: 3, timing: { backoffMs: 1, refusalMs: 1 } })
      const held = new Map<string, string>()
      let mood = 'good'
      const refused = { status: 400, body: '{"__type":"AccessDeniedException"}' }
      world.upstream.mischief = () => (mood === 'cut' ? 'cut' : mood === 'refused' ? refused : undefined)
      try {
        await Promise.all(
          steps.map(async ({ pod, serviceAccount, kind, upstream }) => {
            const name = { pod, serviceAccount }
            const id = `${pod} ${serviceAccount}`
            const known = kind === 'held' ? held.get(id) : undefined
            const token =
              kind === 'forged'
                ? await signToken(world.claims(name), stranger)
                : (known ?? (await world.token(name)))
            if (kind !== 'forged') held.set(id, token)
            mood = upstream
            const { status, body } = await world.ask(token)
            if (status !== 200) return expect(body).not.toHaveProperty('SecretAccessKey')
            expect(kind).not.toBe('forged')
            expect(body['SecretAccessKey']).toBe(`secret-of-uid-of-${pod}`)
            expect(body['Token']).toMatch(new RegExp(`^${serviceAccount} uid-of-${pod} `))
          }),
        )
      } finally {
        await world.close()
      }
    }),
    { numRuns: 25 },
  )
})

/** From now on EKS Auth answers nothing until what this answers is called. */
function held({ upstream }: AgentWorld): () => void {
  const { promise, resolve } = Promise.withResolvers<void>()
  upstream.gate = () => promise
  return resolve
}

async function misses(world: AgentWorld): Promise<number> {
  return Number(/cache_state\{state="miss"\} (\d+)/.exec(await metrics(world))?.[1])
}

async function metrics({ agent }: AgentWorld): Promise<string> {
  return (await fetch(`http://127.0.0.1:${agent.metricsPort}/metrics`)).text()
}
