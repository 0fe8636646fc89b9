import { readAnnotation } from '../annotations/read-annotation.ts'
import type { Source, SourceReport } from '../source.ts'
import type { WebhookConfig } from '../webhook-config.ts'
import { associations } from './associations.ts'
import { configMapIdentities } from './config-map-identities.ts'
import { eksAssociations } from './eks-associations.ts'
import { identitiesFile } from './identities-file.ts'
import { objectsFolder } from './objects-folder.ts'
import { watchConfigMap } from './watch-config-map.ts'
import { watchedServiceAccounts } from './watched-service-accounts.ts'
import type { IdentitySources } from './wiring-of.ts'

export interface OpenedSources {
  readonly sources: IdentitySources
  readonly all: readonly Source[]
  /** Whether any of them gives a ServiceAccount a role. */
  readonly isUsed: () => boolean
}

/** Opens what the configuration names, each to be read until the signal. Throws when the folder of objects is wrong. */
export async function openSources(
  config: WebhookConfig,
  report: SourceReport,
  signal: AbortSignal,
): Promise<OpenedSources> {
  const { cluster, settings, clock, configMapNamespace: namespace } = config
  const configMap = namespace === undefined ? undefined : configMapIdentities(settings, report, clock)
  const tools = { report, clock, signal }
  if (configMap && namespace !== undefined && !('objects' in cluster))
    watchConfigMap(cluster, namespace, configMap, report, signal)
  const serviceAccounts =
    'objects' in cluster
      ? await objectsFolder({
          folder: cluster.objects,
          ...(configMap && namespace !== undefined
            ? { configMap: { namespace, identities: configMap } }
            : {}),
          ...tools,
        })
      : watchedServiceAccounts({
          connection: cluster,
          annotationPrefix: settings.annotationPrefix,
          patience: config.patience,
          ...tools,
        })
  const file = config.identitiesFile
    ? await identitiesFile(config.identitiesFile, report, clock, signal)
    : undefined
  const listed = config.associations
    ? associations({
        list: await eksAssociations(config.associations),
        every: config.associations.every,
        ...tools,
      })
    : undefined
  const others: readonly Source[] = [file, listed, configMap].filter((one) => one !== undefined)
  const hasRole = () => {
    for (const one of serviceAccounts.annotations()) {
      if (readAnnotation(one, settings.annotationPrefix, 'role-arn') !== undefined) return true
    }
    return false
  }
  return {
    isUsed: () => others.some((one) => one.size() > 0) || hasRole(),
    sources: {
      serviceAccounts,
      ...(file ? { identitiesFile: file } : {}),
      ...(listed ? { associations: listed } : {}),
      ...(configMap ? { configMap } : {}),
    },
    all: [serviceAccounts, ...others],
  }
}
