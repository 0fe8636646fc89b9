import { composeRoleArn, isRoleArn } from '../annotations/role-arn.ts'
import { allowedExpiration } from '../annotations/token-expiration.ts'
import type { WebhookSettings } from '../settings.ts'
import type { RefusedEntry } from '../source.ts'
import type { IrsaWiring } from '../wiring.ts'
import { membersOf } from './members-of.ts'

export interface ConfigMapEntry {
  /** A name, or a pattern with `*`. */
  readonly namespace: string
  readonly serviceAccount: string
  readonly wiring: IrsaWiring
}

export interface ReadConfigMap {
  readonly entries: readonly ConfigMapEntry[]
  readonly refused: readonly RefusedEntry[]
}

/**
 * Reads `data.config` of the ConfigMap `pod-identity-webhook`:
 * `{"NAMESPACE/NAME": {"RoleARN": …, "Audience": …, "UseRegionalSTS": …, "TokenExpiration": seconds}}`, where
 * `NAMESPACE` may be a pattern such as `*` or `test-*`. A bad entry is left out with its reason. Throws when the
 * text as a whole is no such object. Source: amazon-eks-pod-identity-webhook, README and `pkg/cache`.
 */
export function readConfigMap(text: string, settings: WebhookSettings): ReadConfigMap {
  const whole: unknown = JSON.parse(text)
  if (typeof whole !== 'object' || whole === null || Array.isArray(whole))
    throw new Error('data.config is no JSON object')
  const entries: ConfigMapEntry[] = []
  const refused: RefusedEntry[] = []
  for (const [entry, value] of Object.entries(whole)) {
    const read = readEntry(entry, value, settings)
    if (typeof read === 'string') refused.push({ entry, because: read })
    else entries.push(read)
  }
  return { entries, refused }
}

/** The entry, or what is wrong with it. */
function readEntry(key: string, value: unknown, settings: WebhookSettings): ConfigMapEntry | string {
  const [namespace, serviceAccount, more] = key.split('/')
  if (!namespace || !serviceAccount || more !== undefined) return 'is not NAMESPACE/NAME'
  if (serviceAccount.includes('*')) return 'only the namespace may be a pattern'
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'is no object'
  const members = membersOf(value)
  const { role, audience, regionalSts, expiration } = {
    role: members.get('rolearn'),
    audience: members.get('audience') ?? '',
    regionalSts: members.get('useregionalsts') ?? settings.regionalSts,
    expiration: members.get('tokenexpiration') ?? 0,
  }
  if (typeof role !== 'string' || role === '') return 'has no RoleARN'
  const roleArn = composeRoleArn(role, settings)
  if (!isRoleArn(roleArn)) return `RoleARN ${JSON.stringify(role)} is no ARN of a role`
  if (typeof audience !== 'string') return 'Audience is no text'
  if (typeof regionalSts !== 'boolean') return 'UseRegionalSTS is neither true nor false'
  if (typeof expiration !== 'number' || !Number.isInteger(expiration))
    return 'TokenExpiration is no number of seconds'
  return {
    namespace,
    serviceAccount,
    wiring: {
      method: 'irsa',
      roleArn,
      audience: audience || settings.audience,
      regionalSts,
      expirationSeconds: allowedExpiration(expiration || settings.expirationSeconds),
    },
  }
}
