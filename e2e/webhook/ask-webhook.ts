import { setTimeout as sleep } from 'node:timers/promises'
import type { ControlPlane } from '../control-plane/start-control-plane.ts'

/** As the manifests have it. */
export const webhookName = 'pod-identity-webhook.rolecall.dev'

const patienceMs = 60_000

/**
 * Has a kube-apiserver ask the installed webhook about each new pod, and waits until it does: it learns of
 * configurations by a watch.
 */
export async function askWebhook(
  { kubectl, auditEvents }: ControlPlane,
  failurePolicy: 'Ignore' | 'Fail',
): Promise<void> {
  const patch = JSON.stringify([{ op: 'replace', path: '/webhooks/0/failurePolicy', value: failurePolicy }])
  const target = ['mutatingwebhookconfiguration', 'rolecall-webhook', '--type=json', '-p', patch]
  const patched = await kubectl(['patch', ...target])
  if (patched.code !== 0) throw new Error(patched.errors)
  const probe = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { generateName: 'probe-', namespace: 'default' },
    spec: { containers: [{ name: 'main', image: 'probe' }] },
  }
  const until = performance.now() + patienceMs
  for (;;) {
    const { code, errors } = await kubectl(['create', '--dry-run=server', '-f', '-'], probe)
    const { annotations = {} } = auditEvents().at(-1) ?? {}
    const [, text = ''] = Object.entries(annotations).find(([key]) => key.startsWith('mutation.')) ?? []
    if (code === 0 && text.includes(webhookName)) return
    // It may know the webhook before the authority that vouches for it.
    if (performance.now() > until) throw new Error(`the kube-apiserver does not ask the webhook: ${errors}`)
    await sleep(100)
  }
}
