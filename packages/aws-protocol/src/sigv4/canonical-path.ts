import { uriEncode } from './uri-encode.ts'
import { uriReencode } from './uri-reencode.ts'

/** Services that sign the path as it is sent. All others remove dot segments and encode it once more. */
const pathAsSent = new Set(['s3', 's3express', 's3-outposts', 's3-object-lambda'])

/**
 * The second line of the canonical request, from the path on the wire.
 *
 * S3 decodes each segment and encodes it as `UriEncode` does, so that `(` and `%28` sign alike, but `/` and
 * `%2F` do not. Everything else removes empty and dot segments and then encodes what was sent, percent signs
 * and all.
 */
export function canonicalPath(path: string, service: string): string {
  if (path === '') return '/'
  const asSent = pathAsSent.has(service)
  const segments = (asSent ? path : normalizePath(path)).split('/')
  return segments.map(asSent ? uriReencode : uriEncode).join('/')
}

function normalizePath(path: string): string {
  if (!path.includes('//') && !path.includes('/.')) return path
  const segments: string[] = []
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop()
    else if (segment !== '' && segment !== '.') segments.push(segment)
  }
  if (segments.length === 0) return '/'
  // As AWS's SDKs have it: a dot segment at the end leaves no slash behind, though RFC 3986 would.
  return `/${segments.join('/')}${path.endsWith('/') ? '/' : ''}`
}
