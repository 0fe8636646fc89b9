import { providerHostPath } from '@rolecall/tokens'
import { iamFaults } from '../faults.ts'

/**
 * The host and path by which a provider is known, from the URL of its issuer. Only this server's own issuers may
 * be without TLS, and only on loopback: whoever can answer for an `http` address could say who anyone is.
 *
 * @throws Fault ValidationError for a URL that no provider can have.
 */
export function providerName(url: string, { publicUrl }: { publicUrl: string }): string {
  const isOurs = URL.parse(url)?.origin === URL.parse(publicUrl)?.origin
  const name = providerHostPath(url, { allowLoopbackHttp: isOurs })
  if (name === undefined) throw iamFaults.notProviderUrl()
  return name
}
