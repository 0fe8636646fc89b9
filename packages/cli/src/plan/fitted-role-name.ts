import { createHash } from 'node:crypto'

/** Of IAM, for the name of a role. */
const longest = 64

/** A name that IAM takes: one too long is cut, and ends in a digest of the whole, so that two stay two. */
export function fittedRoleName(name: string): string {
  if (name.length <= longest) return name
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 8)
  return `${name.slice(0, longest - digest.length - 1)}-${digest}`
}
