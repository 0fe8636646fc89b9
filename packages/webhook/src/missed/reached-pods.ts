import {
  type KubernetesConnection,
  type MutatingWebhookConfiguration,
  type Namespace,
  type Pod,
  resource,
} from '@rolecall/kubernetes'
import { isSelected } from './is-selected.ts'
import { selectorRequirements } from './selector-requirements.ts'

export interface ReachedPodsOptions {
  readonly connection: KubernetesConnection
  /** Name of the MutatingWebhookConfiguration; absent: nobody has told. */
  readonly configuration?: string
  /** The webhook's own, whose pods it cannot wait for. */
  readonly namespace: string
}

export interface ReachedPods {
  isReached(pod: Pod): boolean
  /** Why its configuration does not decide; then every pod counts that is not in its own namespace. */
  readonly because?: string
}

const nameLabel = 'kubernetes.io/metadata.name'

/** Which pods the API server asks the webhook about: those its configuration selects. Never rejects. */
export async function reachedPods({
  connection,
  configuration,
  namespace,
}: ReachedPodsOptions): Promise<ReachedPods> {
  try {
    if (configuration === undefined) throw new Error('no MutatingWebhookConfiguration is named')
    const configurations = '/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations'
    const { webhooks = [] } = await resource<MutatingWebhookConfiguration>(connection, configurations).get(
      configuration,
    )
    if (webhooks.length === 0) throw new Error(`${configuration} has no webhooks`)
    const requirements = webhooks.flatMap((webhook) => selectorRequirements(webhook.namespaceSelector))
    // Each namespace has its name as a label, so most selectors need nothing more.
    const labels = requirements.every(({ key }) => key === nameLabel)
      ? new Map()
      : await labelsOfNamespaces(connection)
    return {
      isReached({ metadata = {} }) {
        const { namespace: place = '' } = metadata
        const ofNamespace = { ...labels.get(place), [nameLabel]: place }
        return webhooks.some(
          ({ namespaceSelector, objectSelector }) =>
            isSelected(namespaceSelector, ofNamespace) && isSelected(objectSelector, metadata.labels ?? {}),
        )
      },
    }
  } catch (error) {
    return {
      isReached: ({ metadata }) => metadata?.namespace !== namespace,
      because: error instanceof Error ? error.message : String(error),
    }
  }
}

async function labelsOfNamespaces(connection: KubernetesConnection) {
  const all = await resource<Namespace>(connection, '/api/v1/namespaces').list()
  return new Map(all.map(({ metadata }) => [metadata?.name ?? '', metadata?.labels ?? {}] as const))
}
