import { providerHostPath } from '@rolecall/core'
import { iamFaults } from '../faults.ts'

/**
 * The host and path by which a provider is known, from the URL of its issuer.
 *
 * @throws Fault ValidationError for a URL that no provider can have.
 */
export function providerName(url: string, { allowLoopbackHttp }: { allowLoopbackHttp: boolean }): string {
  const name = providerHostPath(url, { allowLoopbackHttp })
  if (name === undefined) throw iamFaults.notProviderUrl()
  return name
}
