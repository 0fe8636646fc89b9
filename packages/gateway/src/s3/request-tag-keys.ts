import { Fault } from '@rolecall/core'
import type { ContextValue } from '@rolecall/policy'

/**
 * The condition keys of tags that a request sets. Policies do not tell `Class` from `class`, so a request that
 * sets both could show one to the policy and the other to the backend.
 */
export function requestTagKeys(tags: readonly (readonly [string, string])[]): [string, ContextValue][] {
  if (tags.length === 0) return []
  if (new Set(tags.map(([name]) => name.toLowerCase())).size < tags.length) {
    throw new Fault(
      { code: 'InvalidTag', status: 400, blame: 'client' },
      'Cannot provide multiple Tags with the same key',
    )
  }
  return [
    ...tags.map(([name, value]): [string, ContextValue] => [`s3:RequestObjectTag/${name}`, value]),
    ['s3:RequestObjectTagKeys', tags.map(([name]) => name)],
  ]
}
