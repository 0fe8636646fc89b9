import type { Tag } from '@aws-sdk/client-iam'
import type { ContextKeys } from '../context-keys.ts'

/** What conditions see of the tags a call gives. */
export function requestTagKeys(tags: readonly Tag[]): ContextKeys {
  if (tags.length === 0) return []
  return [
    ...tags.map(({ Key = '', Value = '' }) => [`aws:RequestTag/${Key}`, Value] as const),
    ['aws:TagKeys', tags.map(({ Key = '' }) => Key)],
  ]
}
