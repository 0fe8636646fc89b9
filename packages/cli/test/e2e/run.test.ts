import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ended } from './ended.ts'
import { podFlags } from './pod-flags.ts'
import { rolecall } from './rolecall.ts'
import { type Serving, serving } from './serving.ts'
import { startRolecall } from './start-rolecall.ts'

const node = (script: string) => ['--', process.execPath, '-e', script]

let server: Serving
const run = (args: string[], environment = {}) => rolecall(args, { ...server.environment, ...environment })

beforeAll(async () => {
  server = await serving()
  expect((await run(['apply', '-f', 'examples/shop/cluster.yaml'])).code).toBe(0)
})
afterAll(() => server?.stop())

function claimsOf(token: string) {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
}

describe('rolecall token', () => {
  it('prints a token for STS', async () => {
    const { code, out } = await run(['token', ...podFlags('reports')])
    expect(code).toBe(0)
    expect(claimsOf(out)).toMatchObject({
      aud: ['sts.amazonaws.com'],
      sub: 'system:serviceaccount:shop:reports',
    })
  })

  it('prints one for another audience and time, with its end', async () => {
    const args = [
      'token',
      ...podFlags('reports'),
      '--audience',
      'mine',
      '--duration',
      '20m',
      '--output',
      'json',
    ]
    const { token, expirationTimestamp } = JSON.parse((await run(args)).out)
    const { aud, iat, exp } = claimsOf(token)
    expect([aud, exp - iat, Date.parse(expirationTimestamp)]).toEqual([['mine'], 1200, exp * 1000])
  })

  it.each([
    [
      ['token', ...podFlags('reports'), '--duration', '60s'],
      /may not specify a duration less than 10 minutes/,
    ],
    [
      ['token', ...podFlags('nobody')],
      /^rolecall: there is no ServiceAccount nobody in namespace shop of cluster shop$/,
    ],
    [
      ['token', ...podFlags('reports'), '--pod', 'p'],
      /^rolecall: there is no pod p in namespace shop of cluster shop$/,
    ],
    [
      ['token', ...podFlags('reports'), '--cluster', 'none'],
      /^rolecall: there is no cluster none in us-east-1 of account 111122223333, that of these credentials; there are shop$/,
    ],
    [
      ['token', ...podFlags('reports'), '--endpoint-url', 'http://127.0.0.1:1'],
      /^rolecall: nothing answers at 127.0.0.1:1/,
    ],
    [['run', ...podFlags('nobody'), ...node('')], /^rolecall: there is no ServiceAccount nobody/],
    [
      ['run', ...podFlags('reports'), '--pod', 'A', ...node('')],
      /^rolecall: the Kubernetes API refused with 4\d\d/,
    ],
  ])('%j says in one sentence why not', async (args, words) => {
    const { code, out, err } = await run(args)
    expect([code, out]).toEqual([2, ''])
    expect(err.trimEnd()).toMatch(words)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
  })
})

describe('rolecall run', () => {
  it('runs a program as the role of its ServiceAccount', async () => {
    const { code, out } = await run([
      'run',
      ...podFlags('reports'),
      '--',
      process.execPath,
      'examples/shop/pods/reports.mjs',
    ])
    const [first] = out.split('\n')
    expect(code).toBe(0)
    expect(JSON.parse(first ?? '')).toMatchObject({
      outcome: 'allowed',
      detail: expect.stringMatching(/^arn:aws:sts::111122223333:assumed-role\/shop-reports-reader\//),
    })
  })

  it('binds the token to a Pod object, which ends with the process', async () => {
    const script = 'process.stdout.write(require("fs").readFileSync(process.env.AWS_WEB_IDENTITY_TOKEN_FILE))'
    const { out } = await run(['run', ...podFlags('reports'), '--pod', 'bound', ...node(script)])
    expect(claimsOf(out)['kubernetes.io']).toMatchObject({ pod: { name: 'bound' } })
    const gone = await run(['token', ...podFlags('reports'), '--pod', 'bound'])
    expect(gone.err).toContain('there is no pod bound')
  })

  it('gives no credentials to a ServiceAccount without a role', async () => {
    const { code, out, err } = await run(
      ['run', ...podFlags('default'), '--', process.execPath, 'examples/shop/pods/batch.mjs'],
      { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'x', AWS_PROFILE: 'rolecall' },
    )
    expect(err).toContain('ServiceAccount shop/default has no annotation eks.amazonaws.com/role-arn')
    expect(code).toBe(0)
    for (const line of out.trimEnd().split('\n'))
      expect(JSON.parse(line)).toMatchObject({ outcome: 'no-credentials' })
  })

  it.each([
    ['process.exit(7)', 7],
    ['process.kill(process.pid, "SIGKILL")', 137],
  ])('%s ends with %i', async (script, code) => {
    expect((await run(['run', ...podFlags('reports'), ...node(script)])).code).toBe(code)
  })

  it('says as shells do that a command is not found', async () => {
    const { code, err } = await run(['run', ...podFlags('reports'), '--', '/nowhere/command'])
    expect([code, err]).toEqual([127, 'rolecall: /nowhere/command: command not found\n'])
  })

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'hands on %s, and leaves nothing behind',
    async (signal) => {
      const script = `process.on('${signal}', () => process.exit(9)); console.log(process.env.AWS_WEB_IDENTITY_TOKEN_FILE); setInterval(() => {}, 1000)`
      const name = `signal-${signal.toLowerCase()}`
      const child = startRolecall(
        ['run', ...podFlags('reports'), '--pod', name, ...node(script)],
        server.environment,
      )
      child.stdout?.once('data', () => child.kill(signal))
      const { code, out } = await ended(child)
      expect(code).toBe(9)
      expect(existsSync(out.trim())).toBe(false)
      expect((await run(['token', ...podFlags('reports'), '--pod', name])).err).toContain('there is no pod')
    },
  )
})
