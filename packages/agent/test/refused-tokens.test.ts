import { signToken } from '@rolecall/tokens'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AgentWorld, agentWorld } from './agent-world.ts'

let world: AgentWorld
let token: string

beforeAll(async () => {
  world = await agentWorld()
  token = await world.token()
})
afterAll(() => world.close())

const claim = (change: (claims: Record<string, unknown>) => void) => async () => {
  const claims = structuredClone(world.claims()) as Record<string, unknown>
  change(claims)
  return signToken(claims, world.key)
}
const now = () => Math.floor(Date.now() / 1000)
const kubernetes = (claims: Record<string, unknown>) => claims['kubernetes.io'] as Record<string, unknown>
const unsigned = async () => {
  const [, claims = ''] = token.split('.')
  return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${claims}.`
}
const symmetric = async () => {
  const [, claims = ''] = token.split('.')
  return `${Buffer.from('{"alg":"HS256"}').toString('base64url')}.${claims}.AAAA`
}
const forged = async () => {
  const [head, , signature] = (await world.token()).split('.')
  const claims = Buffer.from(JSON.stringify(world.claims({ serviceAccount: 'orders', pod: 'orders-0' })))
  return `${head}.${claims.toString('base64url')}.${signature}`
}

describe('a token', () => {
  it.each<[string, () => Promise<string>, string, string | RegExp]>([
    ['of one part', async () => 'token', 'InvalidTokenException', /cannot be parsed: .* 1 segments$/],
    ['of four parts', async () => `${token}.x`, 'InvalidTokenException', /cannot be parsed/],
    [
      'that is too long',
      async () => `${token}${'A'.repeat(20_000)}`,
      'InvalidTokenException',
      /cannot be parsed: the token is longer than is read/,
    ],
    [
      'without signature',
      unsigned,
      'InvalidTokenException',
      /cannot be parsed: .*algorithm that is not supported$/,
    ],
    ['with a symmetric algorithm', symmetric, 'InvalidTokenException', /algorithm that is not supported$/],
    [
      'with a member twice',
      async () => `${Buffer.from('{"alg":"ES256","alg":"ES256"}').toString('base64url')}.e30.AA`,
      'InvalidTokenException',
      /stands twice/,
    ],
    [
      'whose claims were changed',
      forged,
      'InvalidTokenException',
      /failed signature validation: the signature of the token is not its issuer/,
    ],
    [
      'that has ended',
      claim((claims) => (claims['exp'] = now() - 1)),
      'ExpiredTokenException',
      'Service account token failed basic claim validations: token is expired',
    ],
    [
      'that begins later',
      claim((claims) => (claims['nbf'] = now() + 120)),
      'InvalidTokenException',
      'Service account token failed basic claim validations: token is not valid yet',
    ],
    [
      'without an end',
      claim((claims) => delete claims['exp']),
      'InvalidTokenException',
      /it has no time "exp"/,
    ],
    [
      'whose end is text',
      claim((claims) => (claims['exp'] = '9999999999')),
      'InvalidTokenException',
      /it has no time "exp"/,
    ],
    [
      'of another audience',
      claim((claims) => (claims['aud'] = ['sts.amazonaws.com'])),
      'InvalidTokenException',
      /its audience is not pods\.eks\.amazonaws\.com$/,
    ],
    [
      'without audience',
      claim((claims) => delete claims['aud']),
      'InvalidTokenException',
      /its audience is not/,
    ],
    [
      'of no pod',
      claim((claims) => delete kubernetes(claims)['pod']),
      'InvalidTokenException',
      /it is bound to no pod$/,
    ],
    [
      'of a pod without uid',
      claim((claims) => (kubernetes(claims)['pod'] = { name: 'x' })),
      'InvalidTokenException',
      /no token of a ServiceAccount$/,
    ],
    [
      'whose namespace is not that of its subject',
      claim((claims) => (kubernetes(claims)['namespace'] = 'other')),
      'InvalidTokenException',
      /no token of a ServiceAccount$/,
    ],
    [
      'of hostile names',
      claim(
        (claims) =>
          (claims['kubernetes.io'] = {
            __proto__: null,
            namespace: '__proto__',
            serviceaccount: { name: 'a/b', uid: 'x' },
          }),
      ),
      'InvalidTokenException',
      /no token of a ServiceAccount$/,
    ],
    [
      'without the claims of Kubernetes',
      claim((claims) => delete claims['kubernetes.io']),
      'InvalidTokenException',
      /no token of a ServiceAccount$/,
    ],
  ])('%s is refused here, and EKS Auth hears nothing of it', async (_name, make, code, message) => {
    const calls = world.upstream.calls.length
    const { status, body } = await world.ask(await make())
    expect([status, body['Code']]).toEqual([400, code])
    if (message instanceof RegExp) expect(body['Message']).toMatch(message)
    else expect(body['Message']).toBe(message)
    expect(world.upstream.calls).toHaveLength(calls)
  })

  it('and the credentials of a pod never come into a log', async () => {
    await world.ask(await forged())
    const { body } = await world.ask(token)
    const text = world.logged.join('\n')
    for (const secret of [
      token,
      token.split('.')[2] ?? '',
      body['SecretAccessKey'] ?? '',
      body['Token'] ?? '',
    ]) {
      expect(secret).not.toBe('')
      expect(text).not.toContain(secret)
    }
    expect(text).toContain('forged-token')
  })
})
