import { setTimeout as sleep } from 'node:timers/promises'
import { EKSClient } from '@aws-sdk/client-eks'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { AwsAccess } from '../../src/aws/aws-access.ts'
import { type LocalAgent, localAgent } from '../../src/run/local-agent.ts'
import { ended } from '../e2e/ended.ts'
import { startRolecall } from '../e2e/start-rolecall.ts'
import { type DissociateWorld, everything, namesOf, startDissociateWorld } from './dissociate-world.ts'
import { heldClock } from './held-clock.ts'

/** The agent's own code on a node, which holds credentials and hears of changes. */
const clock = heldClock()
let world: DissociateWorld
let agent: LocalAgent
beforeAll(async () => {
  world = await startDissociateWorld({ clock: clock.now })
  const aws = { eks: async () => world.server.client(EKSClient, { credentials: world.node }) }
  agent = await localAgent(aws as AwsAccess, {
    clusterName: 'shop',
    region: 'us-east-1',
    endpointUrl: world.server.url,
    audience: 'pods.eks.amazonaws.com',
    environment: {},
    note: () => {},
  })
})
afterEach(clock.release)
afterAll(async () => {
  await agent.close()
  expect(world.server.errors).toEqual([])
  await world.close()
})

async function ask(authorization: string) {
  const answer = await fetch(agent.credentialsUri, { headers: { authorization } })
  const body = Object(await answer.json())
  return {
    status: answer.status,
    accessKeyId: body.AccessKeyId,
    secretAccessKey: body.SecretAccessKey,
    sessionToken: body.Token,
  }
}
/** What a pod says who fetches whenever it is denied, as long as it takes. */
async function until(wanted: string, token: string): Promise<void> {
  for (let said = ''; said !== wanted; await sleep(100)) {
    const given = await ask(token)
    said = given.status === 200 ? await world.goodFor(given) : String(given.status)
  }
}

it('is refused for a pod at once, and what it gave before is denied', async () => {
  const role = await world.makeRole('held', undefined, everything)
  await world.associate({ serviceAccount: 'held', roleArn: role })
  const token = await world.podToken({ serviceAccount: 'held', pod: 'held' })
  const held = await ask(token)
  expect([held.status, await world.goodFor(held)]).toEqual([200, 'ok'])
  expect((await world.dissociate('held', '--revoke')).code).toBe(0)
  expect(await world.goodFor(held)).toBe('explicitly denied')
  expect((await ask(token)).status).toBe(404)
  await world.associate({ serviceAccount: 'held', roleArn: role })
  await until('ok', token)
  expect(await world.goodFor(held)).toBe('explicitly denied')
})

it('gives newer ones where somebody associates anew before the second is over', async () => {
  const role = await world.makeRole('raced', undefined, everything)
  await world.associate({ serviceAccount: 'raced', roleArn: role })
  const token = await world.podToken({ serviceAccount: 'raced', pod: 'raced' })
  const held = await ask(token)
  clock.hold()
  const running = ended(startRolecall(['dissociate', ...namesOf('raced'), '--revoke'], world.environment))
  while ((await world.revocationsOf('raced')).length === 0) await sleep(5)
  await world.associate({ serviceAccount: 'raced', roleArn: role })
  await until('explicitly denied', token)
  clock.release()
  const { code, err } = await running
  expect([code, err]).toEqual([
    0,
    expect.stringContaining('rolecall: pods of it are given a role by the association payments/raced\n'),
  ])
  await until('ok', token)
  expect(await world.goodFor(held)).toBe('explicitly denied')
})

it('gives other pods of the role newer ones, when all of its sessions are ended', async () => {
  const role = await world.makeRole('all', undefined, everything)
  for (const serviceAccount of ['ended', 'stays']) await world.associate({ serviceAccount, roleArn: role })
  const token = await world.podToken({ serviceAccount: 'stays', pod: 'stays' })
  const held = await ask(token)
  expect((await world.dissociate('ended', '--revoke', '--whole-role')).code).toBe(0)
  expect(await world.goodFor(held)).toBe('explicitly denied')
  await until('ok', token)
})
