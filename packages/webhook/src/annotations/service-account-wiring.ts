import { httpUrl } from '@rolecall/core'
import type { WebhookSettings } from '../settings.ts'
import type { IrsaWiring, PodIdentityWiring } from '../wiring.ts'
import { type Annotations, readAnnotation } from './read-annotation.ts'
import { composeRoleArn } from './role-arn.ts'
import { allowedExpiration, readTokenExpiration } from './token-expiration.ts'

/** Go's ParseBool. */
const booleans: ReadonlyMap<string, boolean> = new Map([
  ...['1', 't', 'T', 'true', 'TRUE', 'True'].map((text) => [text, true] as const),
  ...['0', 'f', 'F', 'false', 'FALSE', 'False'].map((text) => [text, false] as const),
])

/**
 * What the annotations of a ServiceAccount ask for by IRSA: an annotation goes before its flag, and one that cannot
 * be read counts as absent and is warned of. `undefined` without a role.
 * Source: amazon-eks-pod-identity-webhook, `pkg/cache`.
 */
export function serviceAccountWiring(
  annotations: Annotations,
  settings: WebhookSettings,
): IrsaWiring | undefined {
  const role = readAnnotation(annotations, settings.annotationPrefix, 'role-arn')
  if (role === undefined) return undefined
  return {
    method: 'irsa',
    roleArn: composeRoleArn(role, settings),
    audience: readAnnotation(annotations, settings.annotationPrefix, 'audience') ?? settings.audience,
    ...alike(annotations, settings),
  }
}

/** The same of a ServiceAccount that has a Pod Identity association; its annotations may be empty. */
export function podIdentityWiring(annotations: Annotations, settings: WebhookSettings): PodIdentityWiring {
  return { method: 'pod-identity', ...alike(annotations, settings) }
}

/** What both methods read. */
function alike(annotations: Annotations, settings: WebhookSettings): Omit<PodIdentityWiring, 'method'> {
  const prefix = settings.annotationPrefix
  const warnings: string[] = []
  const read = <T>(name: string, parse: (text: string) => T | undefined, flag: T): T => {
    const text = readAnnotation(annotations, prefix, name)
    if (text === undefined) return flag
    const value = parse(text)
    if (value === undefined)
      warnings.push(`annotation ${prefix}/${name} of the ServiceAccount cannot be read`)
    return value ?? flag
  }
  const endpoint = read('endpoint-url', (text) => (httpUrl(text) ? text : undefined), undefined)
  const wired = {
    ...(endpoint === undefined ? {} : { endpoint }),
    regionalSts: read('sts-regional-endpoints', (text) => booleans.get(text), settings.regionalSts),
    expirationSeconds: read(
      'token-expiration',
      readTokenExpiration,
      allowedExpiration(settings.expirationSeconds),
    ),
  }
  return warnings.length > 0 ? { ...wired, warnings } : wired
}
