import type { RequestHead } from './request-head.ts'

/**
 * Whether a browser sent a request because of a page of somebody else. It matters where requests need no
 * signature: any page its user visits could make them.
 */
export function isCrossSite({ headers }: RequestHead): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  const origin = headers.get('origin')
  return origin !== undefined && URL.parse(origin)?.host !== headers.get('host')
}
