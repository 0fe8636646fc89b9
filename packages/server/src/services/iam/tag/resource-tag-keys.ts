import type { Tags } from '../../../records/tags.ts'
import type { ContextKeys } from '../context-keys.ts'

/** What conditions see of the tags of the resource a call is about. */
export function resourceTagKeys(tags: Tags = {}): ContextKeys {
  return Object.entries(tags).flatMap(([key, value]) => [
    [`iam:ResourceTag/${key}`, value] as const,
    [`aws:ResourceTag/${key}`, value] as const,
  ])
}
