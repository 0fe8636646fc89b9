import type { Permission } from '../../permission.ts'

/** What conditions see of the tags a call gives. */
export function requestTagKeys(tags: Readonly<Record<string, string>> = {}): Permission['context'] & object {
  const keys = Object.keys(tags)
  if (keys.length === 0) return []
  return [
    ...Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value] as const),
    ['aws:TagKeys', keys] as const,
  ]
}
