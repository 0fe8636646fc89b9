import { connect } from '@rolecall/kubernetes'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type FakeApiServer, fakeApiServer } from '../../kubernetes/test/fake-api-server.ts'
import { type AgentWorld, agentWorld } from './agent-world.ts'

const pods = '/api/v1/pods'
const ended = [
  400,
  { Code: 'InvalidTokenException', Message: 'The pod that the token is bound to does not exist any more' },
]
let api: FakeApiServer
let world: AgentWorld

const podOf = (name: string, phase = 'Running') => ({
  metadata: { name, namespace: 'shop', uid: `uid-of-${name}` },
  spec: { nodeName: 'node-1' },
  status: { phase },
})
const soon = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 30_000, interval: 20 })
const statusOf = async (token: string) => {
  const { status, body } = await world.ask(token)
  return [status, status === 200 ? {} : { Code: body['Code'], Message: body['Message'] }]
}

beforeEach(async () => {
  api = await fakeApiServer()
  for (const name of ['reports-0', 'reports-1']) api.put(pods, podOf(name))
  const kubernetes = await connect({ server: api.url, token: 'secret' })
  world = await agentWorld({ kubernetes, nodeName: 'node-1' })
  await expect.poll(() => api.asked.some((one) => one.includes('watch'))).toBe(true)
})
afterEach(async () => {
  await world.close()
  await api.close()
})

it('a pod that is deleted gets nothing more, with no token, and others are left alone', async () => {
  const [mine, rotated] = [await world.token(), await world.token()]
  const other = await world.token({ pod: 'reports-1' })
  for (const token of [mine, other]) expect((await world.ask(token)).status).toBe(200)
  api.remove(pods, 'shop', 'reports-0')
  await soon(async () => expect(await statusOf(mine)).toEqual(ended))
  expect(await statusOf(rotated)).toEqual(ended)
  expect((await world.ask(other)).status).toBe(200)
})

it('nor does one whose containers have all ended', async () => {
  const token = await world.token()
  expect((await world.ask(token)).status).toBe(200)
  api.put(pods, podOf('reports-0', 'Succeeded'))
  await soon(async () => expect(await statusOf(token)).toEqual(ended))
})

it('a pod that was deleted while the API server was away is found missing afterwards', async () => {
  const token = await world.token()
  expect((await world.ask(token)).status).toBe(200)
  api.refuse(500)
  api.cut()
  api.remove(pods, 'shop', 'reports-0')
  api.compact()
  expect((await world.ask(token)).status).toBe(200)
  api.refuse(0)
  await soon(async () => expect(await statusOf(token)).toEqual(ended))
})

it('a pod that nobody has heard of yet is served: its token is newer than our list', async () => {
  expect((await world.ask(await world.token({ pod: 'reports-2' }))).status).toBe(200)
})
