import type { Tag } from '@aws-sdk/client-iam'
import type { Tags } from '../../../records/tags.ts'
import { iamFaults } from '../faults.ts'
import { iamQuotas } from '../quotas.ts'
import { dropTags } from './drop-tags.ts'
import { tagRules } from './tag-rules.ts'

/**
 * Puts given tags over kept ones.
 *
 * @throws Fault InvalidInput for a key given twice or reserved for AWS, LimitExceeded over the quota.
 */
export function mergeTags(
  kept: Tags,
  given: readonly Tag[] = [],
  rule: keyof typeof tagRules = 'exact',
): Tags {
  const { fold, duplicate } = tagRules[rule]
  const keys = given.map(({ Key = '' }) => Key)
  if (new Set(keys.map(fold)).size < keys.length) throw iamFaults.invalidInput(duplicate)
  if (keys.some((key) => /^aws:/i.test(key))) {
    throw iamFaults.invalidInput('aws: prefixed tag key names are not allowed for external use.')
  }
  // A tag that is only changed stays where it stands.
  const changed = Object.keys(kept).filter((key) => keys.includes(key))
  const replaced = keys.filter((key) => !changed.includes(key))
  const merged = Object.fromEntries([
    ...Object.entries(dropTags(kept, replaced, rule)),
    ...given.map(({ Key = '', Value = '' }) => [Key, Value] as const),
  ])
  if (Object.keys(merged).length > iamQuotas.tagsPerResource) {
    throw iamFaults.limitExceeded('The number of tags has reached the maximum limit.')
  }
  return merged
}
