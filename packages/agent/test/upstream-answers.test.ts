import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AgentWorld, agentWorld } from './agent-world.ts'
import type { Mischief } from './fake-eks-auth.ts'

let world: AgentWorld
beforeEach(async () => {
  world = await agentWorld()
})
afterEach(() => world.close())

const error = (status: number, code: string, headers = {}): Mischief => ({
  status,
  headers,
  body: JSON.stringify({ __type: `com.amazonaws.eksauth#${code}`, message: 'Said upstream' }),
})
const good = {
  subject: { namespace: 'shop', serviceAccount: 'reports' },
  audience: 'pods.eks.amazonaws.com',
  podIdentityAssociation: {
    associationArn: 'arn:aws:eks:us-east-1:111122223333:podidentityassociation/shop/a-1',
    associationId: 'a-1',
  },
  assumedRoleUser: { arn: 'arn:aws:sts::111122223333:assumed-role/reports/x', assumeRoleId: 'AROA:x' },
  credentials: {
    accessKeyId: 'ASIA',
    secretAccessKey: 's',
    sessionToken: 't',
    expiration: Math.floor(Date.now() / 1000) + 3600,
  },
}
const changed = (change: (answer: typeof good) => void): Mischief => {
  const answer = structuredClone(good)
  change(answer)
  return { status: 200, body: JSON.stringify(answer) }
}
const said = (code: string, fault: string) => `[]: (${code}): Said upstream, fault: ${fault}`

/** What upstream answers, what the pod is told, and how often upstream was asked. */
const rows: [string, Mischief, number, string, string | RegExp, number][] = [
  [
    'AccessDeniedException',
    error(400, 'AccessDeniedException'),
    400,
    'AccessDeniedException',
    said('AccessDeniedException', 'client'),
    1,
  ],
  [
    'ExpiredTokenException',
    error(400, 'ExpiredTokenException'),
    400,
    'ExpiredTokenException',
    said('ExpiredTokenException', 'client'),
    1,
  ],
  [
    'InvalidTokenException',
    error(400, 'InvalidTokenException'),
    400,
    'InvalidTokenException',
    said('InvalidTokenException', 'client'),
    1,
  ],
  [
    'ResourceNotFoundException',
    error(404, 'ResourceNotFoundException'),
    404,
    'ResourceNotFoundException',
    said('ResourceNotFoundException', 'client'),
    1,
  ],
  [
    'a refusal of the agent itself',
    error(403, 'AccessDeniedException'),
    403,
    'AccessDeniedException',
    said('AccessDeniedException', 'client'),
    3,
  ],
  [
    'the same with the status of a token',
    {
      status: 400,
      body: JSON.stringify({
        __type: 'AccessDeniedException',
        message:
          'User: arn:aws:sts::1:assumed-role/n/i is not authorized to perform: eks-auth:AssumeRoleForPodIdentity',
      }),
    },
    400,
    'AccessDeniedException',
    /is not authorized to perform: eks-auth:AssumeRoleForPodIdentity, fault: client$/,
    3,
  ],
  [
    'a refusal of a token that quotes one of the agent',
    {
      status: 400,
      body: JSON.stringify({
        __type: 'InvalidTokenException',
        message: 'The token is of "User: a is not authorized to perform: eks-auth:AssumeRoleForPodIdentity"',
      }),
    },
    400,
    'InvalidTokenException',
    /eks-auth:AssumeRoleForPodIdentity", fault: client$/,
    1,
  ],
  [
    '429',
    error(429, 'ThrottlingException'),
    429,
    'ThrottlingException',
    said('ThrottlingException', 'client'),
    3,
  ],
  [
    '429 with a time',
    error(429, 'ThrottlingException', { 'retry-after': '2' }),
    429,
    'ThrottlingException',
    said('ThrottlingException', 'client'),
    3,
  ],
  [
    '500',
    error(500, 'InternalServerException'),
    500,
    'InternalServerException',
    said('InternalServerException', 'server'),
    3,
  ],
  [
    '503',
    error(503, 'ServiceUnavailableException'),
    503,
    'ServiceUnavailableException',
    said('ServiceUnavailableException', 'server'),
    3,
  ],
  [
    'an error without words',
    { status: 502, body: '<html>' },
    502,
    'UnknownError',
    '[]: (UnknownError): HTTP status 502, fault: server',
    3,
  ],
  [
    'a redirect',
    { status: 302, body: '', headers: { location: 'http://127.0.0.1:1/' } },
    502,
    'UnknownError',
    /HTTP status 302/,
    3,
  ],
  [
    'an error with a token in it',
    {
      status: 400,
      body: JSON.stringify({
        __type: 'InvalidTokenException',
        message: `bad ${'e'.repeat(20)}.${'f'.repeat(20)}.sig-nature`,
      }),
    },
    400,
    'InvalidTokenException',
    /bad \[token\], fault/,
    1,
  ],
  [
    'hostile types',
    { status: 400, body: '{"__type":{"a":1},"message":["x"]}' },
    400,
    'UnknownError',
    /HTTP status 400/,
    3,
  ],
  [
    'no JSON',
    { status: 200, body: 'ok' },
    502,
    'InternalServerException',
    'EKS Auth answered something that cannot be used: no JSON',
    3,
  ],
  ['null', { status: 200, body: 'null' }, 502, 'InternalServerException', /subject.namespace is missing/, 3],
  ['a list', { status: 200, body: '[]' }, 502, 'InternalServerException', /is missing/, 3],
  ['nothing in 200', { status: 200, body: '' }, 502, 'InternalServerException', /no JSON/, 3],
  [
    'too much',
    { status: 200, body: 'x'.repeat(300_000) },
    500,
    'ServiceUnavailableException',
    'EKS Auth cannot be reached: the answer is longer than is read',
    3,
  ],
  [
    'no association',
    changed((answer) => Reflect.deleteProperty(answer, 'podIdentityAssociation')),
    502,
    'InternalServerException',
    /podIdentityAssociation.associationArn is missing/,
    3,
  ],
  [
    'a number as secret',
    changed((answer) => Object.assign(answer.credentials, { secretAccessKey: 1 })),
    502,
    'InternalServerException',
    /credentials.secretAccessKey is missing/,
    3,
  ],
  [
    'no end',
    changed((answer) => Object.assign(answer.credentials, { expiration: 'soon' })),
    502,
    'InternalServerException',
    /credentials.expiration is no time/,
    3,
  ],
  [
    'no ARN',
    changed((answer) => Object.assign(answer.assumedRoleUser, { arn: 'x' })),
    502,
    'InternalServerException',
    /assumedRoleUser.arn is no ARN/,
    3,
  ],
  [
    'another subject',
    changed((answer) => Object.assign(answer.subject, { serviceAccount: 'orders' })),
    502,
    'InternalServerException',
    /credentials of another ServiceAccount/,
    3,
  ],
  [
    'credentials that have ended',
    changed((answer) => Object.assign(answer.credentials, { expiration: 1 })),
    500,
    'InternalServerException',
    'fetched credentials are expired or will expire within the next 15 seconds',
    1,
  ],
  [
    'nothing',
    'hang',
    500,
    'ServiceUnavailableException',
    'EKS Auth cannot be reached: no answer within 300 ms',
    3,
  ],
  ['a cut connection', 'cut', 500, 'ServiceUnavailableException', /EKS Auth cannot be reached/, 3],
  ['half an answer', 'half', 500, 'ServiceUnavailableException', /EKS Auth cannot be reached/, 3],
]

describe.each(rows)('upstream answering %s', (_name, mischief, status, code, message, calls) => {
  it('is told to the pod, and the next answer is as good as any', async () => {
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
    const agent = await agentWorld({ maxRetentionMs: 1 })
    try {
      const token = await agent.token()
      expect((await agent.ask(token)).status).toBe(200)
      agent.upstream.mischief = () => mischief
      await expect.poll(() => agent.upstream.calls.length).toBeGreaterThan(1)
      if (isFinal) await expect.poll(async () => (await agent.ask(token)).status).toBe(status)
      else for (let turn = 0; turn < 5; turn += 1) expect((await agent.ask(token)).status).toBe(200)
    } finally {
      await agent.close()
    }
  })
})

it('tells a pod when there is no upstream, and that the agent is not ready', async () => {
  const alone = await agentWorld({ endpoint: new URL('http://127.0.0.1:1') })
  const { status, body } = await alone.ask(await alone.token())
  expect([status, body]).toEqual([
    500,
    { Code: 'ServiceUnavailableException', Message: 'EKS Auth cannot be reached: ECONNREFUSED' },
  ])
  expect(alone.agent.unready()).toBe('EKS Auth has not been reached')
  await alone.close()
})

it('tells a pod when the agent has no credentials of its own', async () => {
  const provide = async () => {
    throw new Error('nothing there')
  }
  const poor = await agentWorld({ credentials: [{ name: 'a file', provide }] })
  const { status, body } = await poor.ask(await poor.token())
  expect([status, body['Message']]).toEqual([
    500,
    'The agent has no AWS credentials of its own to call EKS Auth with: a file: nothing there',
  ])
  expect(poor.agent.unready()).toBe('the agent has no AWS credentials of its own')
  await poor.close()
})

it('credentials of the agent that were refused are read again', async () => {
  let wrong = true
  const own = await agentWorld({
    credentials: [
      {
        name: 'test',
        async provide() {
          const { accessKeyId, secretAccessKey } = own.upstream.credentials
          const given = { accessKeyId, secretAccessKey: wrong ? 'another one' : secretAccessKey }
          wrong = false
          return given
        },
      },
    ],
  })
  expect((await own.ask(await own.token())).status).toBe(200)
  await own.close()
})
