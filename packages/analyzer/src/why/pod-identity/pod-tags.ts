import type { Path } from '../path.ts'
import type { PodSubject, Question } from '../question.ts'
import { sessionTagsOf } from './session-tags-of.ts'

type Known = Pick<Path<Question | PodSubject>, 'association' | 'question' | 'snapshot'>

/**
 * The tags that policies see of a session that a pod gets by an association, and the keys of those whose values are
 * nobody's to know. Tags of the session replace tags of the role whose keys differ from theirs in case only; the
 * role's own are all there is of any other session.
 */
export function podTags(
  ofRole: Readonly<Record<string, string>>,
  { association, question, snapshot }: Known,
): { readonly tags: Readonly<Record<string, string>>; readonly unknownTags: readonly string[] } {
  if (!association || 'principal' in question) return { tags: ofRole, unknownTags: [] }
  const { tags, unknown } = sessionTagsOf({ association, question, snapshot })
  const keys = new Set([...tags.map(([key]) => key), ...unknown].map((key) => key.toLowerCase()))
  const kept = Object.entries(ofRole).filter(([key]) => !keys.has(key.toLowerCase()))
  // Not by assignment: `__proto__` is a key like any other.
  return { tags: Object.fromEntries([...kept, ...tags]), unknownTags: unknown }
}
