import { editDistance } from '../names/edit-distance.ts'
import type { ServiceAccountRecord } from '../snapshot/snapshot.ts'
import { annotations as keys } from './annotations.ts'

const roleArn = /^arn:aws[a-z0-9-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/
const roleName = /^[\w+=,.@-]{1,64}$/

/** What the annotations of a ServiceAccount say of its role. */
export interface NamedRole {
  /** The annotation as it is written; another than `eks.amazonaws.com/role-arn` is read by nothing. */
  readonly key: string
  readonly value: string
  /** The ARN that stands there, or that somebody may have meant. */
  readonly arn: string | undefined
}

/** Reads them, also where they are misspelled; `undefined` when nothing in them looks like a role. */
export function namedRole(
  { annotations }: Pick<ServiceAccountRecord, 'annotations'>,
  { partition, account }: { readonly partition: string; readonly account: string },
): NamedRole | undefined {
  const exact = annotations[keys.role]
  const key =
    exact === undefined
      ? Object.keys(annotations).find((one) => editDistance(one.toLowerCase(), keys.role, 2) <= 2)
      : keys.role
  if (key === undefined) return undefined
  const value = annotations[key] ?? ''
  const trimmed = value.trim()
  const named = roleName.test(trimmed) ? `arn:${partition}:iam::${account}:role/${trimmed}` : undefined
  return { key, value, arn: roleArn.test(trimmed) ? trimmed : named }
}
