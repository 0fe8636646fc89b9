import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { freePorts } from '../../compat/free-ports.ts'
import { kubeconfigOf } from '../control-plane/kubeconfig-of.ts'
import type { ControlPlane } from '../control-plane/start-control-plane.ts'
import { type Program, startProgram } from '../control-plane/start-program.ts'

export interface InstalledWebhook {
  /** What it measures, as Prometheus reads it. */
  metrics(): Promise<string>
  /** Waits until it has ended. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>
  /** What it says of its readiness, with the status. */
  readiness(): Promise<string>
  /** Again, at the same address; resolves when it says that it is ready, or that it is alive. */
  start(flags?: readonly string[], until?: 'ready' | 'alive'): Promise<void>
}

const root = new URL('../../', import.meta.url).pathname
const bin = join(root, 'packages/cli/bin/rolecall.js')
const namespace = 'rolecall'
const name = 'rolecall-webhook'

/**
 * Installs the webhook as its plain manifests do, and runs it as their Deployment would: with its arguments, as its
 * ServiceAccount, with a certificate that it makes itself. There are no nodes, so it is a process of this machine, and
 * its Service is a name of this machine. `flags` come after those of the manifests, and `environment` is what its pod
 * would have of AWS.
 */
export async function installWebhook(
  controlPlane: ControlPlane,
  flags: readonly string[] = [],
  environment: Readonly<Record<string, string | undefined>> = {},
): Promise<InstalledWebhook> {
  const { api, authority, folder, kubectl, url } = controlPlane
  const [port = 0, metricsPort = 0] = await freePorts(2)
  const manifests = parseAllDocuments(readFileSync(join(root, 'deploy/manifests/webhook.yaml'), 'utf8'))
  for (const manifest of manifests) {
    if (manifest.get('kind') === 'Service') {
      manifest.setIn(['spec', 'type'], 'ExternalName')
      manifest.setIn(['spec', 'externalName'], 'localhost')
    }
    if (manifest.get('kind') === 'MutatingWebhookConfiguration')
      manifest.setIn(['webhooks', 0, 'clientConfig', 'service', 'port'], port)
  }
  const objects = manifests.map((manifest) => manifest.toJS()).filter((object) => object !== null)
  const applied = await kubectl(['apply', '-f', '-'], { apiVersion: 'v1', kind: 'List', items: objects })
  if (applied.code !== 0) throw new Error(applied.errors)

  const { status } = await api.requestToken(namespace, name, { audiences: [] })
  const kubeconfig = join(folder, 'webhook.kubeconfig')
  writeFileSync(kubeconfig, kubeconfigOf(url, authority, { token: status?.token ?? '' }), { mode: 0o600 })
  const deployment = objects.find(({ kind }) => kind === 'Deployment')
  const line: string[] = deployment.spec.template.spec.containers[0].args
  const own = [
    `--kubeconfig=${kubeconfig}`,
    `--port=${port}`,
    `--metrics-port=${metricsPort}`,
    '--bind-address=127.0.0.1',
    '--stop-delay=0s',
  ]
  let program: Program
  const page = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${metricsPort}/${path}`)
    return { status: answer.status, text: await answer.text() }
  }
  const start: InstalledWebhook['start'] = async (more = flags, until = 'ready') => {
    program = await startProgram({
      program: process.execPath,
      line: [bin, ...line.map((one) => one.replace('$(POD_NAMESPACE)', namespace)), ...own, ...more],
      log: join(folder, 'webhook.log'),
      environment,
      isReady: async () => (await page(until === 'ready' ? 'readyz' : 'healthz')).status === 200,
    })
  }
  await start()
  return {
    metrics: async () => (await page('metrics')).text,
    async readiness() {
      const { status, text } = await page('readyz')
      return `${status} ${text.trim()}`
    },
    stop: (signal) => program.stop(signal),
    start,
  }
}
