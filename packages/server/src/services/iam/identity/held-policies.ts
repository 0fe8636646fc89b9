import type { ServiceContext } from '../../service-context.ts'
import { defaultDocument } from '../managed-policy/default-document.ts'
import { findPolicy } from '../managed-policy/find-policy.ts'
import type { Identity } from './identity.ts'

/** A policy of a role, user or group with its document: an inline one, or the default version of a managed one. */
export interface HeldPolicy {
  readonly name: string
  /** Absent for an inline policy. */
  readonly arn?: string
  readonly document: string
}

/** The policies that somebody holds themselves: inline ones first, each kind in its order. */
export async function heldPolicies(identity: Identity, context: ServiceContext): Promise<HeldPolicy[]> {
  const inline = Object.entries(identity.inline).map(([name, document]) => ({ name, document }))
  const attached = await Promise.all(identity.attached.map((arn) => findPolicy(arn, context)))
  return [
    ...inline,
    ...attached.map((policy) => ({ name: policy.name, arn: policy.arn, document: defaultDocument(policy) })),
  ]
}
