import type { ContextValue } from '@rolecall/policy'

/** The condition keys of tags that a request sets. */
export function requestTagKeys(tags: readonly (readonly [string, string])[]): [string, ContextValue][] {
  if (tags.length === 0) return []
  return [
    ...tags.map(([name, value]): [string, ContextValue] => [`s3:RequestObjectTag/${name}`, value]),
    ['s3:RequestObjectTagKeys', tags.map(([name]) => name)],
  ]
}
