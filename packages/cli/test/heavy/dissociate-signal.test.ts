import { once } from 'node:events'
import { createServer, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { roleArn } from '../../../server/test/services/sts/sts-calls.ts'
import { ended } from '../e2e/ended.ts'
import { startRolecall } from '../e2e/start-rolecall.ts'
import { type DissociateWorld, everything, namesOf, startDissociateWorld } from './dissociate-world.ts'
import { heldClock } from './held-clock.ts'

/** Signals that come while the association is gone and what is out is not ended yet. */
const signals = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const
const calls = {
  deletion: ({ method }: IncomingMessage, _body: string) => method === 'DELETE',
  revocation: (_: IncomingMessage, body: string) => body.includes('Action=PutRolePolicy'),
}
const clock = heldClock()
let world: DissociateWorld
beforeAll(async () => {
  world = await startDissociateWorld({ clock: clock.now })
})
afterEach(clock.release)
afterAll(async () => {
  expect(world.server.errors).toEqual([])
  await world.close()
})

/** A way to the server on which one call is never handed on, and the signal comes instead of its answer. */
async function interruptedAt(
  isIt: (call: IncomingMessage, body: string) => boolean,
  signal: NodeJS.Signals,
  line: readonly string[],
) {
  let reached = () => {}
  let held = 0
  const between = createServer(async (call, answer) => {
    const body = Buffer.concat(await call.toArray())
    if (isIt(call, body.toString())) {
      held += 1
      return reached()
    }
    const { method, headers, url } = call
    const on = request(new URL(url ?? '', world.server.url), { method, headers }, (said) => {
      answer.writeHead(said.statusCode ?? 500, said.headers)
      said.pipe(answer)
    })
    on.end(body)
  }).listen(0, '127.0.0.1')
  await once(between, 'listening')
  const AWS_ENDPOINT_URL = `http://127.0.0.1:${(between.address() as AddressInfo).port}`
  const child = startRolecall(line, { ...world.environment, AWS_ENDPOINT_URL })
  reached = () => void child.kill(signal)
  const ran = await ended(child)
  between.closeAllConnections()
  between.close()
  // It is not sent again.
  expect(held).toBe(1)
  return ran
}

async function associated(serviceAccount: string) {
  const role = await world.makeRole(serviceAccount, undefined, everything)
  await world.associate({ serviceAccount, roleArn: role })
  return world.credentialsOf(serviceAccount)
}

it.each(signals)('%s while it waits says what is open, and what to run', async (signal, code) => {
  const name = `waits-${signal.toLowerCase()}`
  await associated(name)
  const line = ['dissociate', ...namesOf(name), '--revoke']
  clock.hold()
  const child = startRolecall(line, world.environment)
  const running = ended(child)
  while ((await world.revocationsOf(name)).length === 0) await sleep(5)
  child.kill(signal)
  const ran = await running
  expect([ran.code, ran.out]).toEqual([
    code,
    expect.stringMatching(/\n- remove Pod Identity association .*\n {4}.*\n {4}.*\n$/),
  ])
  expect(ran.err).toMatch(
    new RegExp(
      `^rolecall: the sessions of .* are not revoked: interrupted by ${signal}\nThe association is deleted`,
    ),
  )
  expect(ran.err).toContain(`\nRun this again:\n  rolecall ${line.join(' ')} --role-arn ${roleArn(name)}\n`)
  expect(await world.associationOf(name)).toBeUndefined()
})

it.each(signals)(
  '%s before the policy is written leaves a line that ends what is out',
  async (signal, code) => {
    const name = `opens-${signal.toLowerCase()}`
    const old = await associated(name)
    const ran = await interruptedAt(calls.revocation, signal, ['dissociate', ...namesOf(name), '--revoke'])
    expect([ran.code, ran.err]).toEqual([
      code,
      expect.stringContaining(`interrupted by ${signal}\nThe association is deleted`),
    ])
    expect([await world.revocationsOf(name), await world.goodFor(old)]).toEqual([[], 'ok'])
    const again = /^ {2}rolecall (.*)$/m.exec(ran.err)?.[1]?.split(' ') ?? []
    // The endpoint is of the environment, as it is for the user.
    expect((await world.run(again)).code).toBe(0)
    expect(await world.goodFor(old)).toBe('explicitly denied')
  },
)

it('says when it is not known whether the association is deleted', async () => {
  const old = await associated('unknown')
  const line = ['dissociate', ...namesOf('unknown'), '--revoke']
  const ran = await interruptedAt(calls.deletion, 'SIGINT', line)
  expect([ran.code, ran.err]).toEqual([
    130,
    expect.stringContaining('interrupted by SIGINT\nThe association may be deleted or not.'),
  ])
  const again = /^ {2}rolecall (.*)$/m.exec(ran.err)?.[1]?.split(' ') ?? []
  expect((await world.run(again)).code).toBe(0)
  expect([await world.associationOf('unknown'), await world.goodFor(old)]).toEqual([
    undefined,
    'explicitly denied',
  ])
})
