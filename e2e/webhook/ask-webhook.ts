import type { ControlPlane } from '../control-plane/start-control-plane.ts'

/** As the manifests have it. */
export const webhookName = 'pod-identity-webhook.rolecall.dev'

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
  for (let tries = 0; tries < 50; tries++) {
    const { code, errors } = await kubectl(['create', '--dry-run=server', '-f', '-'], probe)
    if (code !== 0) throw new Error(errors)
    const { annotations = {} } = auditEvents().at(-1) ?? {}
    const [, text = ''] = Object.entries(annotations).find(([key]) => key.startsWith('mutation.')) ?? []
    if (text.includes(webhookName)) return
  }
  throw new Error('the kube-apiserver does not ask the webhook')
}
