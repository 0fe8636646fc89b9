import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, vi } from 'vitest'
import { type WebhookProcess, webhookProcess } from './webhook-process.ts'

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`
const serviceAccount = (name: string, annotations: Readonly<Record<string, string>> = {}) => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name, namespace: 'shop', annotations },
})

/** For each test of a file: a folder of objects, and a webhook that ends with the test. */
export function webhookWorld() {
  let folder = ''
  let running: WebhookProcess | undefined
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rolecall-test-'))
  })
  afterEach(async () => {
    await running?.stop()
    running = undefined
    await rm(folder, { recursive: true })
  })
  return {
    folder: () => folder,
    write: (name: string, ...objects: object[]) =>
      writeFile(join(folder, name), objects.map((one) => `---\n${JSON.stringify(one)}\n`).join('')),
    async start(...args: string[]): Promise<WebhookProcess> {
      running = await webhookProcess(args)
      return running
    },
    soon: (check: () => unknown) => vi.waitFor(check, { timeout: 50_000, interval: 50 }),
    role,
    serviceAccount,
    annotated: (name: string) => serviceAccount(name, { 'eks.amazonaws.com/role-arn': role(name) }),
  }
}
