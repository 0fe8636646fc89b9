import type { Tag } from '@aws-sdk/client-iam'

/** Tags as IAM lists them, by key. */
export function tagRecord(tags: readonly Tag[] | undefined): Record<string, string> {
  return Object.fromEntries((tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]))
}
