import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { KubernetesApi, Pod } from '@rolecall/kubernetes'

/**
 * Does for a container what a kubelet does: writes the projected tokens of its volumes, below a folder of this
 * machine in place of a root of its own, and answers its variables.
 */
export async function asKubelet(
  api: KubernetesApi,
  { metadata, spec }: Pod,
  container: string,
  root: string,
): Promise<Record<string, string>> {
  const { namespace = '', name = '', uid = '' } = metadata ?? {}
  const { env = [], volumeMounts = [] } = spec?.containers.find((one) => one.name === container) ?? {}
  const isOnMount = (text: string) => volumeMounts.some(({ mountPath }) => text.startsWith(`${mountPath}/`))
  for (const { name: volumeName, mountPath } of volumeMounts) {
    const volume = spec?.volumes?.find((one) => one.name === volumeName)
    for (const { serviceAccountToken: source } of volume?.projected?.sources ?? []) {
      if (!source) continue
      const { status } = await api.requestToken(namespace, spec?.serviceAccountName ?? '', {
        audiences: source.audience === undefined ? [] : [source.audience],
        ...(source.expirationSeconds === undefined ? {} : { expirationSeconds: source.expirationSeconds }),
        boundObjectRef: { apiVersion: 'v1', kind: 'Pod', name, uid },
      })
      const file = join(root, mountPath, source.path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, status?.token ?? '', { mode: 0o600 })
    }
  }
  return Object.fromEntries(
    env.map(({ name: variable, value = '' }) => [variable, isOnMount(value) ? join(root, value) : value]),
  )
}
