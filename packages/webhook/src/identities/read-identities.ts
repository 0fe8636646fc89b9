import type { RefusedEntry } from '../source.ts'
import { membersOf } from './members-of.ts'

export interface ReadIdentities {
  /** `NAMESPACE/NAME` of each. */
  readonly keys: readonly string[]
  readonly refused: readonly RefusedEntry[]
}

/**
 * Reads `{"identities": [{"namespace": …, "serviceAccount": …}]}`; empty text and `null` name nobody. A bad entry is
 * left out with its reason. Throws when the text as a whole is no such object.
 * Source: amazon-eks-pod-identity-webhook, `pkg/containercredentials`.
 */
export function readIdentities(text: string): ReadIdentities {
  const whole: unknown = text.trim() === '' ? null : JSON.parse(text)
  if (typeof whole !== 'object' || Array.isArray(whole)) throw new Error('it is no JSON object')
  const list = membersOf(whole ?? {}).get('identities') ?? []
  if (!Array.isArray(list)) throw new Error('identities is no list')
  const keys: string[] = []
  const refused: RefusedEntry[] = []
  for (const [index, one] of list.entries()) {
    const members = membersOf(Object(one))
    const namespace = members.get('namespace')
    const serviceAccount = members.get('serviceaccount')
    if (typeof namespace === 'string' && typeof serviceAccount === 'string' && namespace && serviceAccount)
      keys.push(`${namespace}/${serviceAccount}`)
    else refused.push({ entry: `identities[${index}]`, because: 'has no namespace and serviceAccount' })
  }
  return { keys, refused }
}
