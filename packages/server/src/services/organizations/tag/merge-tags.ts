import type { Tag } from '@aws-sdk/client-organizations'
import type { Tags } from '../../../records/tags.ts'
import { organizationsFaults } from '../faults.ts'
import { organizationsQuotas } from '../quotas.ts'

/**
 * Puts given tags over kept ones.
 *
 * @throws Fault InvalidInputException for a key given twice or reserved for AWS, ConstraintViolationException over
 *   the quota.
 */
export function mergeTags(kept: Tags, given: readonly Tag[] = []): Tags {
  const keys = given.map(({ Key = '' }) => Key)
  if (new Set(keys).size < keys.length) {
    throw organizationsFaults.input(
      'DUPLICATE_TAG_KEY',
      'Tag keys must be unique among the tags attached to the same entity.',
    )
  }
  if (keys.some((key) => /^aws:/i.test(key))) {
    throw organizationsFaults.input(
      'INVALID_SYSTEM_TAGS_PARAMETER',
      "You specified a tag key that is a system tag. You can't add, edit, or delete system tag keys.",
    )
  }
  const merged = Object.fromEntries([
    ...Object.entries(kept),
    ...given.map(({ Key = '', Value = '' }) => [Key, Value] as const),
  ])
  if (Object.keys(merged).length > organizationsQuotas.tagsPerResource) {
    throw organizationsFaults.constraint(
      'MAX_TAG_LIMIT_EXCEEDED',
      'You have exceeded the number of tags allowed on this resource.',
    )
  }
  return merged
}
