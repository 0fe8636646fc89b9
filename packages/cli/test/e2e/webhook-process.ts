import type { ChildProcess } from 'node:child_process'
import { request as plainRequest } from 'node:http'
import { request } from 'node:https'
import { ended, type Ran } from './ended.ts'
import { startRolecall } from './start-rolecall.ts'

export interface Answer {
  readonly status: number
  readonly body: string
}

/** `rolecall webhook` as a process of its own, on free ports. */
export interface WebhookProcess {
  readonly child: ChildProcess
  readonly ended: Promise<Ran>
  readonly port: number
  /** Its log so far, a JSON object a line. */
  log(): readonly Readonly<Record<string, unknown>>[]
  /** Asks over TLS, as an API server does; the name of the certificate is not looked at. */
  ask(path: string, body?: unknown, ca?: string): Promise<Answer>
  /** Asks the plain port of metrics. */
  askMetrics(path: string): Promise<string>
  stop(): Promise<Ran>
}

export async function webhookProcess(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<WebhookProcess> {
  const ports = ['--port', '0', '--metrics-port', '0', '--bind-address', '127.0.0.1', '--stop-delay=0']
  const child = startRolecall(['webhook', ...ports, ...args], environment)
  const end = ended(child)
  const { promise, resolve, reject } = Promise.withResolvers<{ port: number; metricsPort: number }>()
  let said = ''
  const log = () =>
    said
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line))
  child.stdout?.on('data', (chunk) => {
    said += chunk
    const listening = log().find(({ msg }) => msg === 'listening')
    if (listening) resolve(listening)
  })
  void end.then(({ err }) => reject(new Error(`the webhook ended: ${err}`)))
  const { port, metricsPort } = await promise
  return {
    child,
    ended: end,
    port,
    log,
    ask: (path, body, ca) =>
      answer(
        request({
          host: '127.0.0.1',
          port,
          path,
          method: body === undefined ? 'GET' : 'POST',
          headers: { 'content-type': 'application/json' },
          agent: false,
          ...(ca ? { ca, checkServerIdentity: () => undefined } : { rejectUnauthorized: false }),
        }),
        body,
      ),
    askMetrics: async (path) =>
      (await answer(plainRequest({ host: '127.0.0.1', port: metricsPort, path, agent: false }))).body,
    async stop() {
      child.kill('SIGTERM')
      return end
    },
  }
}

async function answer(asking: ReturnType<typeof request>, body?: unknown): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  asking.on('error', reject)
  asking.on('response', (response) => {
    let text = ''
    response.on('data', (chunk) => {
      text += chunk
    })
    response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }))
  })
  asking.end(body === undefined ? undefined : JSON.stringify(body))
  return promise
}

/** What an API server sends for a pod that is created. */
export function podReview(namespace: string, serviceAccount: string, more: object = {}) {
  return {
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    request: {
      uid: '705ab4f5-6393-11e8-b7cc-42010a800002',
      kind: { group: '', version: 'v1', kind: 'Pod' },
      resource: { group: '', version: 'v1', resource: 'pods' },
      operation: 'CREATE',
      namespace,
      dryRun: false,
      object: {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { generateName: 'web-' },
        spec: { serviceAccountName: serviceAccount, containers: [{ name: 'app', image: 'app' }] },
      },
      ...more,
    },
  }
}

/** The variables that an answer adds. */
export function variablesOf({ body }: Answer): Readonly<Record<string, string>> {
  const { patch } = JSON.parse(body).response
  if (!patch) return {}
  const operations: { value: unknown }[] = JSON.parse(Buffer.from(patch, 'base64').toString())
  const variables = operations.flatMap(({ value }) => (Array.isArray(value) ? value : [value]))
  return Object.fromEntries(variables.filter((one) => 'value' in one).map(({ name, value }) => [name, value]))
}
