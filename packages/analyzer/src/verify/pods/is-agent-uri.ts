import { isLoopback, podIdentityAgent } from '@rolecall/core'

/**
 * Whether SDKs ask an EKS Pod Identity Agent at an address: its own two on a node, or this machine's, at any port, since
 * an agent may be started with another.
 */
export function isAgentUri(uri: string): boolean {
  // URLs are read leniently, with blanks and backslashes; SDKs need not read them so.
  if (!/^http:\/\/[\w.:[\]-]+\/v1\/credentials$/i.test(uri)) return false
  const url = URL.parse(uri)
  if (url?.pathname !== '/v1/credentials') return false
  return podIdentityAgent.hosts.some((host) => host === url.hostname) || isLoopback(url.hostname)
}
