import { iamFaults } from '../faults.ts'
import { iamQuotas } from '../quotas.ts'

/** Client ids that a provider may have, each once. @throws Fault LimitExceeded */
export function clientIds(given: readonly string[]): string[] {
  const ids = [...new Set(given)]
  if (ids.length > iamQuotas.clientIdsPerProvider) {
    throw iamFaults.quotaExceeded('ClientIdsPerOpenIdConnectProvider', iamQuotas.clientIdsPerProvider)
  }
  return ids
}
