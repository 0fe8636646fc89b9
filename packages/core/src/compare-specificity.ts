interface Named {
  readonly namespace: string
  readonly serviceAccount: string
}

/**
 * Which of two associations is the more specific, when their names may be patterns: positive for the first. More
 * characters of the namespace that are no wildcard are more specific, then those of the ServiceAccount; among equals
 * the older one counts, which is the caller's to say.
 */
export function compareSpecificity(one: Named, other: Named): number {
  return (
    weight(one.namespace) - weight(other.namespace) ||
    weight(one.serviceAccount) - weight(other.serviceAccount)
  )
}

/** A name is more specific than any pattern, however long. */
function weight(pattern: string): number {
  return pattern.includes('*') ? pattern.replaceAll('*', '').length : Number.MAX_SAFE_INTEGER
}
