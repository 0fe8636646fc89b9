/*
 * A page token is the key after which the next page starts, in base64url of its JSON, so that a page
 * does not shift when something before it is deleted. The caller controls it: it is read as a position
 * in a list that is authorized anew at each page, and never as a right to see anything.
 */
const longest = 2048

/** Writes the position after which the next page starts. */
export function formatPageToken(after: string): string {
  return Buffer.from(JSON.stringify(after)).toString('base64url')
}

/** Reads a position, or answers `undefined` for text that is no page token. */
export function parsePageToken(token: string): string | undefined {
  if (token.length > longest || !/^[\w-]+$/.test(token)) return undefined
  try {
    const after: unknown = JSON.parse(Buffer.from(token, 'base64url').toString())
    return typeof after === 'string' ? after : undefined
  } catch {
    return undefined
  }
}
