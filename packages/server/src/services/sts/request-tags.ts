import type { ContextValue } from '@rolecall/policy'

/** The condition keys of tags that a call passes. */
export function requestTags(
  passed: Readonly<Record<string, string>>,
): (readonly [key: string, value: ContextValue])[] {
  const tags = Object.entries(passed)
  const keys = tags.map(([key, value]) => [`aws:RequestTag/${key}`, value] as const)
  return tags.length === 0 ? [] : [...keys, ['aws:TagKeys', tags.map(([key]) => key)]]
}
