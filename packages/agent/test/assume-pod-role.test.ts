import { randomBytes } from 'node:crypto'
import { systemClock } from '@rolecall/core'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { assumePodRole } from '../src/assume-pod-role.ts'
import { type AgentWorld, agentWorld } from './agent-world.ts'
import type { Mischief } from './fake-eks-auth.ts'

let world: AgentWorld
beforeEach(async () => {
  world = await agentWorld()
})
afterEach(() => world.close())

const ask = (token: string, credentials = world.upstream.credentials, endpoint = world.upstream.url) =>
  assumePodRole(token, {
    clusterName: 'shop',
    audience: 'pods.eks.amazonaws.com',
    endpoint,
    region: 'us-east-1',
    credentials: { name: 'of a test', provide: async () => credentials },
    environment: {},
    clock: systemClock,
    random: randomBytes,
  })

it('gives what an agent would hand on', async () => {
  const assumed = await ask(await world.token())
  expect(assumed).toMatchObject({ ok: true, credentials: { associationId: 'a-1' } })
  if (!assumed.ok) return
  expect(JSON.parse(assumed.credentials.body.toString())).toMatchObject({
    AccountId: '111122223333',
    AccessKeyId: expect.stringMatching(/^ASIA/),
  })
  expect(world.upstream.calls).toHaveLength(1)
})

const may =
  'User: arn:aws:iam::111122223333:user/me is not authorized to perform: eks-auth:AssumeRoleForPodIdentity on resource: arn:aws:eks:us-east-1:111122223333:cluster/shop'
const error = (status: number, code: string, message = 'Said upstream'): Mischief => ({
  status,
  headers: { 'x-amzn-requestid': 'request-1' },
  body: JSON.stringify({ __type: code, message }),
})

/** Whom a refusal is about. The model of EKS Auth has 400 for a permission that is missing, other services 403. */
const refusals: readonly (readonly [Mischief, about: string, code: string, message: string])[] = [
  [
    error(400, 'AccessDeniedException'),
    'token',
    'AccessDeniedException',
    '(AccessDeniedException): Said upstream, fault: client',
  ],
  [
    { status: 404, headers: {}, body: '<html>' },
    'service',
    'UnknownError',
    '(UnknownError): HTTP status 404, fault: client',
  ],
  [
    error(404, 'ResourceNotFoundException'),
    'token',
    'ResourceNotFoundException',
    '(ResourceNotFoundException): Said upstream, fault: client',
  ],
  [
    error(400, 'AccessDeniedException', may),
    'caller',
    'AccessDeniedException',
    `(AccessDeniedException): ${may}, fault: client`,
  ],
  [
    error(403, 'AccessDeniedException', may),
    'caller',
    'AccessDeniedException',
    `(AccessDeniedException): ${may}, fault: client`,
  ],
  [
    error(403, 'ExpiredTokenException'),
    'caller',
    'ExpiredTokenException',
    '(ExpiredTokenException): Said upstream, fault: client',
  ],
  [
    error(400, 'ExpiredTokenException'),
    'token',
    'ExpiredTokenException',
    '(ExpiredTokenException): Said upstream, fault: client',
  ],
  [
    error(400, 'InvalidRequestException'),
    'token',
    'InvalidRequestException',
    '(InvalidRequestException): Said upstream, fault: client',
  ],
  [
    error(429, 'ThrottlingException'),
    'service',
    'ThrottlingException',
    '(ThrottlingException): Said upstream, fault: client',
  ],
  [
    error(503, 'ServiceUnavailableException'),
    'service',
    'ServiceUnavailableException',
    '(ServiceUnavailableException): Said upstream, fault: server',
  ],
  [
    { status: 200, body: '<html>' },
    'service',
    'InternalServerException',
    'EKS Auth answered something that cannot be used: no JSON',
  ],
  ['cut', 'service', 'ServiceUnavailableException', 'EKS Auth cannot be reached: ECONNRESET'],
]

it.each(refusals)('%j is about the %s', async (mischief, about, code, message) => {
  world.upstream.mischief = () => mischief
  expect(await ask(await world.token())).toEqual({ ok: false, about, code, message })
})

it('signs as who asks', async () => {
  const wrong = { ...world.upstream.credentials, secretAccessKey: 'another' }
  expect(await ask(await world.token(), wrong)).toMatchObject({
    ok: false,
    about: 'caller',
    code: 'InvalidSignatureException',
  })
})

it('asks nobody about what is no token of a pod', async () => {
  const token = (await world.token()).split('.').slice(0, 2).join('.')
  expect(await ask(token)).toMatchObject({ ok: false, about: 'token', code: 'InvalidTokenException' })
  expect(world.upstream.calls).toEqual([])
})

it('says that nobody answers', async () => {
  expect(await ask(await world.token(), undefined, 'http://127.0.0.1:9')).toMatchObject({
    ok: false,
    about: 'service',
    message: 'EKS Auth cannot be reached: ECONNREFUSED',
  })
})
