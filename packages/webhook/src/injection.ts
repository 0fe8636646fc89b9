import type { Annotations } from './annotations/read-annotation.ts'
import { podIdentityWiring, serviceAccountWiring } from './annotations/service-account-wiring.ts'
import { injectedVariables } from './mutation/injected-variables.ts'
import { podToken } from './mutation/token-volume.ts'
import { stockSettings } from './settings.ts'
import type { Wiring } from './wiring.ts'

/** What a pod would be given by this webhook with the stock flags. */
export interface Injection {
  readonly token: { readonly audience: string; readonly expirationSeconds: number }
  /** Which annotations could not be read. */
  readonly warnings: readonly string[]
  /** The variables of a container that finds its token in this file, and its agent at this address if not at the usual one. */
  environment(tokenFile: string, credentialsUri?: string): Readonly<Record<string, string>>
}

/**
 * The same for a process that stands for a pod: a door of its own, without the daemon behind the other. `undefined`
 * where the ServiceAccount with these annotations has no role, and its pods are left alone.
 */
export function injection(
  method: Wiring['method'],
  annotations: Annotations,
  region: string,
): Injection | undefined {
  const settings = { ...stockSettings, region }
  const wiring = readers[method](annotations, settings)
  if (wiring === undefined) return undefined
  return {
    token: podToken(wiring, settings, undefined),
    warnings: wiring.warnings ?? [],
    environment(tokenFile, credentialsUri = settings.podIdentity.credentialsUri) {
      const podIdentity = { ...settings.podIdentity, credentialsUri }
      const groups = injectedVariables(wiring, { region, podIdentity }, tokenFile)
      const variables = groups.flatMap((group) => group.variables)
      return Object.fromEntries(variables.map(({ name, value }) => [name, value]))
    },
  }
}

const readers = { irsa: serviceAccountWiring, 'pod-identity': podIdentityWiring }
