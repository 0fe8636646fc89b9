import { parseArn } from '@rolecall/core'
import { type CompiledSource, compileSource } from '../policies/compile-source.ts'
import { policyOwner } from '../policies/policy-owner.ts'
import { find } from '../snapshot/find.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'

/**
 * The policy of the resource, when there is one or may be one. An action without a resource has none; for STS
 * the policy of a role is its trust policy.
 */
export function resourceSource(
  { action, resource }: { action: string; resource: string },
  snapshot: Snapshot,
): CompiledSource | undefined {
  if (resource === '*') return undefined
  const arn = parseArn(resource)
  if (arn?.service === 'iam') {
    if (!arn.resource.startsWith('role/') || !/^sts:/i.test(action)) return undefined
    const found = find(snapshot, 'roles', resource)
    if (found.state === 'missing') return { unread: `there is no role ${resource}` }
    if (found.state === 'unread')
      return { unread: `the trust policy of ${resource} is not known: ${found.because}` }
    const { trust } = found.item
    return compileSource({ label: `trust policy of ${resource}`, kind: 'trust', document: trust }, found.item)
  }
  const owner = policyOwner(resource)
  const found = find(snapshot, 'resourcePolicies', owner)
  if (found.state === 'missing') return undefined
  if (found.state === 'unread')
    return { unread: `whether ${owner} has a policy of its own is not known: ${found.because}` }
  return compileSource(
    { label: `policy of ${owner}`, kind: 'resource', document: found.item.document },
    found.item,
  )
}
