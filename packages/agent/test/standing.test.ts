import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { type AgentWorld, agentWorld, type WorldOptions } from './agent-world.ts'

let world: AgentWorld
const start = async (options: WorldOptions = {}) => {
  world = await agentWorld(options)
}
afterEach(() => world.close())

const told = (words: string) => world.logged.filter((line) => line.includes(words)).length
const becomes = (reason: string | undefined) => expect.poll(() => world.agent.unready()).toBe(reason)
const readyz = async () => {
  const answer = await fetch(`http://127.0.0.1:${world.agent.probePort}/readyz`)
  return [answer.status, await answer.text()]
}

const refusal = (status: number, __type: string, message: string) => ({ status, body: { __type, message } })
const may = 'User: arn:aws:sts::111122223333:assumed-role/node/i-1 is not authorized to perform: eks-auth:'
const noCluster = refusal(404, 'ResourceNotFoundException', 'No cluster found for name: shop.')
const mayNot = refusal(
  400,
  'AccessDeniedException',
  `${may}AssumeRoleForPodIdentity on resource: arn:aws:eks:us-east-1:111122223333:cluster/shop because no identity-based policy allows the eks-auth:AssumeRoleForPodIdentity action`,
)
const unknownKey = refusal(403, 'UnrecognizedClientException', 'The security token is invalid.')
const reasons = {
  noCluster: 'EKS Auth knows no cluster shop: look at --cluster-name',
  mayNot: "the agent's credentials may not eks-auth:AssumeRoleForPodIdentity on this cluster",
  unknownKey:
    "EKS Auth refuses the agent's own credentials: (UnrecognizedClientException): The security token is invalid.",
} as const

const cases = [
  ['an unknown cluster', noCluster, reasons.noCluster],
  ['a permission that is missing', mayNot, reasons.mayNot],
  ['credentials that are nobody’s', unknownKey, reasons.unknownKey],
] as const

describe.each(cases)('%s', (_name, refused, reason) => {
  it('is told by the stream of changes alone, warned of once, and gone when it is mended', async () => {
    await start()
    world.upstream.changesRefusal = refused
    await becomes(reason)
    expect(await readyz()).toEqual([503, `${reason}\n`])
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(told(`{"message":${JSON.stringify(reason)}}`)).toBe(1)
    let isFirst = true
    world.upstream.changes = async () => {
      if (!isFirst) return new Promise(() => {})
      isFirst = false
      return { cursor: 'c-0', isComplete: true, changes: [] }
    }
    world.upstream.changesRefusal = undefined
    await becomes(undefined)
    expect([await readyz(), told('EKS Auth serves the agent')]).toEqual([[200, ''], 1])
  })

  it('is told by the answer to a pod where nobody tells of changes', async () => {
    await start()
    await becomes(undefined)
    world.upstream.mischief = () => ({ status: refused.status, body: JSON.stringify(refused.body) })
    const token = await world.token()
    expect((await world.ask(token)).status).toBe(refused.status)
    expect(await readyz()).toEqual([503, `${reason}\n`])
    world.upstream.mischief = () => undefined
    await expect.poll(async () => (await world.ask(token)).status).toBe(200)
    expect(await readyz()).toEqual([200, ''])
  })
})

it('what is held is served on by an agent that is not ready any more', async () => {
  await start()
  const token = await world.token()
  await world.ask(token)
  world.upstream.mischief = () => ({ status: mayNot.status, body: JSON.stringify(mayNot.body) })
  await world.ask(await world.token({ serviceAccount: 'orders', pod: 'orders-0' }))
  expect([(await world.ask(token)).status, world.agent.unready()]).toEqual([200, reasons.mayNot])
})

it.each([
  ['an unknown operation', refusal(404, 'UnknownOperationException', 'No such operation')],
  [
    'a path that is none',
    refusal(403, 'MissingAuthenticationTokenException', 'Missing Authentication Token'),
  ],
  ['a refusal without a word', refusal(403, 'AccessDeniedException', 'Forbidden')],
  ['another action', refusal(403, 'AccessDeniedException', `${may}WaitForSomething on resource: *`)],
  ['another thing that is not there', refusal(404, 'ResourceNotFoundException', 'Not Found')],
  [
    'text about an association',
    refusal(404, 'ResourceNotFoundException', 'No association; No cluster found'),
  ],
  ['no AWS at all', { status: 404, body: { message: 'No cluster found for name: shop.' } }],
])('%s in answer to a question for changes is no reason against the agent', async (_name, answer) => {
  await start()
  world.upstream.changesRefusal = answer
  await expect.poll(() => told('tells of no changes')).toBe(1)
  expect([await readyz(), world.logged.filter((line) => line.includes('refuses'))]).toEqual([[200, ''], []])
})

it.each([
  ['a token that is refused', { serviceAccount: 'nobody', pod: 'nobody-0' }, 404],
  ['a pod that is served', {}, 200],
])('%s shows that the agent may ask', async (_name, pod, status) => {
  await start()
  world.upstream.mischief = (turn) =>
    turn === 0 ? { status: 400, body: JSON.stringify(mayNot.body) } : undefined
  const token = await world.token(pod)
  await expect.poll(async () => (await world.ask(token)).status).toBe(status)
  expect(world.agent.unready()).toBe(undefined)
})

it('credentials that were refused are read again without a pod', async () => {
  let isMended = false
  await start({
    credentials: [
      {
        name: 'test',
        async provide() {
          const { accessKeyId, secretAccessKey } = world.upstream.credentials
          return { accessKeyId, secretAccessKey: isMended ? secretAccessKey : 'another one' }
        },
      },
    ],
  })
  await expect
    .poll(() => world.agent.unready())
    .toMatch(/^EKS Auth refuses the agent's own credentials: \(InvalidSignatureException\): /)
  let isFirst = true
  world.upstream.changes = async () => {
    if (!isFirst) return new Promise(() => {})
    isFirst = false
    return { cursor: 'c-0', isComplete: true, changes: [] }
  }
  isMended = true
  await becomes(undefined)
})

it('a gateway that answers for an EKS Auth that is down is told as none, an error of AWS is not', async () => {
  await start()
  await becomes(undefined)
  world.upstream.mischief = () => ({ status: 503, body: '{"__type":"ServiceUnavailableException"}' })
  const token = await world.token()
  await world.ask(token)
  expect(told('EKS Auth cannot be reached')).toBe(0)
  world.upstream.mischief = () => ({ status: 502, body: '<html>Bad Gateway</html>' })
  await world.ask(token)
  expect(told('"message":"EKS Auth cannot be reached","reason":"HTTP status 502"')).toBe(1)
})

it('says once that EKS Auth is gone, without a pod, and once that it is back', async () => {
  let isUp = false
  const gate = createServer((request, response) => {
    if (!isUp) return request.socket.destroy()
    response.writeHead(404, { 'content-type': 'application/json' })
    response.end('{"__type":"UnknownOperationException"}')
  })
  await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve))
  await start({ endpoint: new URL(`http://127.0.0.1:${(gate.address() as AddressInfo).port}`) })
  await expect.poll(() => told('EKS Auth cannot be reached')).toBe(1)
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect([told('EKS Auth cannot be reached'), world.agent.unready()]).toEqual([
    1,
    'EKS Auth has not been reached',
  ])
  isUp = true
  await expect.poll(() => told('EKS Auth answers again')).toBe(1)
  expect(world.agent.unready()).toBe(undefined)
  await new Promise((resolve) => gate.close(resolve))
})

describe('where nobody tells of changes, EKS is asked once for the cluster', () => {
  const unknown = 'EKS knows no cluster shop: look at --cluster-name'
  it.each([
    [
      'an unknown one is told before a pod asks',
      'ResourceNotFoundException',
      'No cluster found for name: shop.',
      1,
    ],
    ['what may not be asked is no reason', 'AccessDeniedException', `${may}DescribeCluster`, 0],
    ['another thing that is not there is none', 'ResourceNotFoundException', 'Not Found', 0],
    ['nor is a text that quotes one', 'InvalidRequestException', 'No cluster found for name: shop.', 0],
  ])('%s', async (_name, code, words, times) => {
    let asked = 0
    await start({
      async describeCluster() {
        asked += 1
        throw new Error(`DescribeCluster: [request-1]: (${code}): ${words}, fault: client`)
      },
    })
    await expect.poll(() => told('tells of no changes'), { timeout: 5000 }).toBe(1)
    const isSaid = () => told(unknown) + told('EKS does not say whether it knows the cluster')
    await expect.poll(isSaid, { timeout: 5000 }).toBe(1)
    expect([told(unknown), asked]).toEqual([times, 1])
    // A hint of another service: EKS Auth has the word.
    expect(await readyz()).toEqual([200, ''])
  })
})

it('an agent that ends says nothing of the calls that it cuts', async () => {
  await start()
  let isAsked = false
  world.upstream.changes = () => {
    isAsked = true
    return new Promise(() => {})
  }
  await expect.poll(() => isAsked).toBe(true)
  await world.agent.close()
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(told('EKS Auth cannot be reached')).toBe(0)
})
