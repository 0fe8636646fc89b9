import type { Tags } from '../../../records/tags.ts'
import { tagRules } from './tag-rules.ts'

/** What remains of kept tags without those of the given keys. A key that is not there is no fault. */
export function dropTags(kept: Tags, keys: readonly string[], rule: keyof typeof tagRules = 'exact'): Tags {
  const { fold } = tagRules[rule]
  const dropped = new Set(keys.map(fold))
  return Object.fromEntries(Object.entries(kept).filter(([key]) => !dropped.has(fold(key))))
}
