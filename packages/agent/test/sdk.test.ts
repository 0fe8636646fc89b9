import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fromHttp, fromNodeProviderChain } from '@aws-sdk/credential-providers'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type AgentWorld, agentWorld } from './agent-world.ts'

let world: AgentWorld
let folder: string

beforeEach(async () => {
  world = await agentWorld()
  folder = mkdtempSync(join(tmpdir(), 'rolecall-agent-'))
  const file = join(folder, 'token')
  writeFileSync(file, await world.token())
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined)
  vi.stubEnv('HOME', folder)
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')
  vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', world.url)
  vi.stubEnv('AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE', file)
})

afterEach(async () => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
  await world.close()
})

it.each([
  ['fromHttp', () => fromHttp()],
  ['fromNodeProviderChain', () => fromNodeProviderChain()],
])('%s of the AWS SDK for JavaScript finds the credentials of its pod', async (_name, provider) => {
  const found = await provider()()
  expect(found).toMatchObject({
    accessKeyId: 'ASIA0000000000000000',
    secretAccessKey: 'secret-of-uid-of-reports-0',
    sessionToken: 'reports uid-of-reports-0 0',
  })
  expect(found.expiration?.getTime()).toBeGreaterThan(Date.now() + 5 * 3_600_000)
})

it('shows the SDK why a pod gets nothing', async () => {
  world.upstream.associations.clear()
  await expect(fromHttp({ maxRetries: 0, timeout: 60_000 })()).rejects.toMatchObject({
    name: 'CredentialsProviderError',
    Code: 'ResourceNotFoundException',
    Message: '[request-1]: (ResourceNotFoundException): No association found, fault: client',
  })
})

it('answers in the form of the stock agent', async () => {
  const { status, body } = await world.ask(await world.token())
  expect(status).toBe(200)
  expect(Object.keys(body)).toEqual(['AccessKeyId', 'SecretAccessKey', 'Token', 'AccountId', 'Expiration'])
  expect(body['Expiration']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
})
