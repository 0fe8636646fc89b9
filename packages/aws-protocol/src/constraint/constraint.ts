/**
 * Looks at a value that is there (absent ones break no limit) and adds a clause to `violations` for each
 * limit it breaks. `path` is where it stands, as in `tags.1.member.key`.
 */
export type Constraint = (value: unknown, path: string, violations: string[]) => void
