import { writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { applyPatch } from 'rfc6902'
import { freePorts } from '../../compat/free-ports.ts'
import type { ControlPlane } from '../control-plane/start-control-plane.ts'
import { startProgram } from '../control-plane/start-program.ts'

/** The pod that a webhook makes of one, which is created in the namespace `shop`. */
export type Inject = (pod: object) => Promise<object>

export interface TwoWebhooks {
  readonly stock: Inject
  readonly ours: Inject
  stop(): Promise<void>
}

const rolecall = new URL('../../packages/cli/bin/rolecall.js', import.meta.url).pathname

/** The stock webhook, of which `program` is the binary, and ours with the same flags, for the same cluster. */
export async function twoWebhooks(
  { authority, folder, kubeconfig }: ControlPlane,
  program: string,
  flags: readonly string[],
): Promise<TwoWebhooks> {
  const leaf = authority.issue({ commonName: 'webhook', hosts: ['127.0.0.1'] })
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content, { mode: 0o600 })
    return join(folder, name)
  }
  const tls = [`--tls-cert=${file('two.crt', leaf.certificate)}`, `--tls-key=${file('two.key', leaf.key)}`]
  const ask = (port: number, path: string, body?: string) =>
    new Promise<{ readonly status: number | undefined; readonly body: string }>((resolve, reject) => {
      const method = body === undefined ? 'GET' : 'POST'
      const headers = { 'content-type': 'application/json' }
      const options = { host: '127.0.0.1', port, path, method, headers, ca: authority.certificate }
      const asked = request(options, (answer) => {
        text(answer).then((all) => resolve({ status: answer.statusCode, body: all }), reject)
      })
      asked.on('error', reject).end(body)
    })
  const start = async (name: string, command: string, line: readonly string[], ready: string) => {
    const [port = 0, metricsPort = 0] = await freePorts(2)
    const own = [`--kubeconfig=${kubeconfig}`, '--in-cluster=false', ...tls]
    const ports = [`--port=${port}`, `--metrics-port=${metricsPort}`]
    const running = await startProgram({
      program: command,
      line: [...line, ...own, ...ports, ...flags],
      log: join(folder, `${name}.log`),
      isReady: async () => (await ask(port, ready)).status === 200,
    })
    return { running, port }
  }
  const inject =
    (port: number): Inject =>
    async (pod) => {
      const answer = await ask(port, '/mutate', JSON.stringify(reviewOf(pod)))
      if (answer.status !== 200) throw new Error(`${answer.status} ${answer.body}`)
      const { allowed, patch } = JSON.parse(answer.body).response
      if (allowed !== true) throw new Error(answer.body)
      const after = structuredClone(pod)
      const operations = patch ? JSON.parse(Buffer.from(patch, 'base64').toString()) : []
      const errors = applyPatch(after, operations).filter((error) => error !== null)
      if (errors.length > 0) throw errors[0]
      return after
    }
  const stock = await start('stock', program, [], '/healthz')
  const ours = await start(
    'ours',
    process.execPath,
    [rolecall, 'webhook', '--bind-address=127.0.0.1', '--missed-pods-interval=0'],
    '/readyz',
  )
  return {
    stock: inject(stock.port),
    ours: inject(ours.port),
    stop: async () => void (await Promise.all([stock.running.stop(), ours.running.stop()])),
  }
}

function reviewOf(object: object): object {
  return {
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    request: {
      uid: 'one',
      kind: { group: '', version: 'v1', kind: 'Pod' },
      resource: { group: '', version: 'v1', resource: 'pods' },
      namespace: 'shop',
      operation: 'CREATE',
      object,
    },
  }
}
