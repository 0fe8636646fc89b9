import { fakeApiServer } from '../packages/kubernetes/test/fake-api-server.ts'
import type { Benchmark } from './benchmark.ts'
import { residentMemory } from './resident-memory.ts'
import { webhookProcess } from './webhook-process.ts'

const many = 50_000
const collection = '/api/v1/serviceaccounts'

/** As an API server sends them: with fields that are of no use here, and one in five with a role. */
const account = (at: number) => ({
  metadata: {
    name: `service-account-${at}`,
    namespace: `namespace-${at % 500}`,
    uid: crypto.randomUUID(),
    creationTimestamp: '2026-01-01T00:00:00Z',
    labels: { 'app.kubernetes.io/name': `app-${at}`, 'app.kubernetes.io/managed-by': 'Helm' },
    annotations:
      at % 5 === 0 ? { 'eks.amazonaws.com/role-arn': `arn:aws:iam::111122223333:role/role-${at}` } : {},
    managedFields: [{ manager: 'helm', operation: 'Update', fieldsV1: { 'f:metadata': { 'f:labels': {} } } }],
  },
})

/** The memory of the webhook with very many ServiceAccounts watched, and how long it takes to be ready with them. */
export const watchedServiceAccounts: Benchmark = {
  name: 'watched-service-accounts',
  async run() {
    const api = await fakeApiServer()
    try {
      const measure = async () => {
        const began = performance.now()
        const webhook = await webhookProcess(['--kube-api', api.url])
        try {
          await webhook.ready()
          const seconds = (performance.now() - began) / 1000
          const first = residentMemory(webhook.process)
          // Changes go on: what a list left behind is collected meanwhile.
          for (let at = 0; at < 20_000; at += 1) api.put(collection, account(at % 1000))
          await new Promise((resolve) => setTimeout(resolve, 5000))
          return { seconds, first, later: residentMemory(webhook.process) }
        } finally {
          await webhook.stop()
        }
      }
      const few = await measure()
      for (let at = 0; at < many; at += 1) api.put(collection, account(at))
      const all = await measure()
      return [
        `ready    in ${few.seconds.toFixed(1)} s with none, ${all.seconds.toFixed(1)} s with ${many}`,
        `resident ${few.first.toFixed(0)} MB with none, ${all.first.toFixed(0)} MB with ${many} when ready`,
        `resident ${few.later.toFixed(0)} MB and ${all.later.toFixed(0)} MB after 20000 changes`,
      ]
    } finally {
      await api.close()
    }
  },
}
