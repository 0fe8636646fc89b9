import { type ConfigMap, type KubernetesConnection, objectPath, watch } from '@rolecall/kubernetes'
import type { SourceReport } from '../source.ts'
import type { ConfigMapIdentities } from './config-map-identities.ts'
import { configMapName } from './config-map-name.ts'

/** Keeps the identities what the ConfigMap in the cluster says, until the signal. */
export function watchConfigMap(
  connection: KubernetesConnection,
  namespace: string,
  identities: ConfigMapIdentities,
  report: SourceReport,
  signal: AbortSignal,
): void {
  const path = `/api/v1/namespaces${objectPath(namespace)}/configmaps?fieldSelector=metadata.name%3D${configMapName}`
  void watch(connection, path, {
    transform: (object) => (object as ConfigMap).data?.['config'],
    onReplace: ([config]) => identities.update(config),
    onEvent: (type, config) => identities.update(type === 'DELETED' ? undefined : config),
    onCurrent: () => identities.confirm(),
    onFailure: (error) => report.failed(identities.name, error),
    signal,
  })
}
