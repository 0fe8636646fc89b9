import { podIdentityWiring, serviceAccountWiring } from '../annotations/service-account-wiring.ts'
import type { WebhookSettings } from '../settings.ts'
import type { WiringLookup, WiringOf } from '../wiring.ts'
import type { Associations } from './associations.ts'
import type { ConfigMapIdentities } from './config-map-identities.ts'
import type { PodIdentities } from './identities-file.ts'
import type { ServiceAccounts } from './service-accounts.ts'

export interface IdentitySources {
  readonly serviceAccounts: ServiceAccounts
  readonly identitiesFile?: PodIdentities
  readonly associations?: Associations
  readonly configMap?: ConfigMapIdentities
}

/**
 * How the pods of a ServiceAccount get their role, in the order of the stock webhook: the identities file and the
 * associations of the cluster, then its annotations, then the ConfigMap. A source that was not read yet could
 * always say something else, so what would depend on it is not known.
 */
export function wiringOf(sources: IdentitySources, settings: WebhookSettings): WiringOf {
  const { serviceAccounts, identitiesFile, associations, configMap } = sources
  const unread = ({ name }: { name: string }): WiringLookup => ({
    known: false,
    because: `${name} was not read yet`,
  })

  return async (namespace, serviceAccount) => {
    const byPodIdentity = async (): Promise<WiringLookup> => {
      const found = await serviceAccounts.find(namespace, serviceAccount)
      // The role does not depend on it, only how long a token lives.
      const annotations = 'annotations' in found ? found.annotations : {}
      return { known: true, wiring: podIdentityWiring(annotations, settings) }
    }
    const named = (identities: PodIdentities | undefined) => identities?.has(namespace, serviceAccount)
    if (named(identitiesFile) || named(associations)) return byPodIdentity()
    if (identitiesFile && !identitiesFile.synced()) return unread(identitiesFile)
    if (associations && !associations.synced()) {
      const asked = await associations.ask(namespace, serviceAccount)
      if (asked === undefined) return unread(associations)
      if (asked) return byPodIdentity()
    }

    const found = await serviceAccounts.find(namespace, serviceAccount)
    const annotated = 'annotations' in found ? serviceAccountWiring(found.annotations, settings) : undefined
    const wiring = annotated ?? configMap?.find(namespace, serviceAccount)
    if (wiring) return { known: true, wiring }
    if (configMap && !configMap.synced()) return unread(configMap)
    // Nothing gives it a role: an association may be younger than what was read.
    if (await associations?.ask(namespace, serviceAccount)) return byPodIdentity()
    const wrong = configMap?.wrong(namespace, serviceAccount)
    if (wrong !== undefined) return { known: true, wrong }
    return 'annotations' in found ? { known: true } : { known: false, because: found.because }
  }
}
