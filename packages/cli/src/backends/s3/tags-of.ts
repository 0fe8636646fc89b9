import type { Tag } from './object-row.ts'

/** Tags as they are kept. */
export function tagsOf(
  tags: readonly { Key?: string | undefined; Value?: string | undefined }[] = [],
): readonly Tag[] {
  return tags.map(({ Key = '', Value = '' }) => ({ Key, Value }))
}
