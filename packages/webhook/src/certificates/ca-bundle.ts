import type { KubernetesConnection, MutatingWebhookConfiguration, PatchOperation } from '@rolecall/kubernetes'
import { resource } from '@rolecall/kubernetes'

export interface CaBundleOptions {
  readonly connection: KubernetesConnection
  /** Name of the MutatingWebhookConfiguration. */
  readonly configuration: string
  readonly service: { readonly name: string; readonly namespace: string }
}

/**
 * Makes the API server believe these authorities: `caBundle` of every webhook that calls our Service, and nothing
 * else of the configuration. It is looked at again and again, since whoever applies the configuration anew takes the
 * bundle out. Throws when it is not there or may not be changed.
 */
export function caBundle(options: CaBundleOptions): (bundle: string) => Promise<void> {
  const { connection, configuration, service } = options
  const configurations = resource<MutatingWebhookConfiguration>(
    connection,
    '/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations',
  )
  return async (bundle) => {
    const { webhooks = [] } = await configurations.get(configuration)
    const value = Buffer.from(bundle).toString('base64')
    let ours = 0
    const operations = webhooks.flatMap((webhook, index): PatchOperation[] => {
      const { clientConfig } = webhook
      if (clientConfig.service?.name !== service.name || clientConfig.service.namespace !== service.namespace)
        return []
      ours += 1
      if (clientConfig.caBundle === value) return []
      const at = `/webhooks/${index}`
      // Somebody may reorder the list between reading and writing: then nothing is changed.
      return [
        { op: 'test', path: `${at}/name`, value: webhook.name },
        { op: 'add', path: `${at}/clientConfig/caBundle`, value },
      ]
    })
    if (ours === 0) {
      const { name, namespace } = service
      throw new Error(
        `no webhook of MutatingWebhookConfiguration ${configuration} calls ${namespace}/${name}`,
      )
    }
    if (operations.length > 0) await configurations.patch(configuration, operations)
  }
}
