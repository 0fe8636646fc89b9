import type { GatewayTools, RequestHead } from '../gateway-tools.ts'
import { gatewayFault } from './gateway-fault.ts'
import type { GuardedService } from './guarded-call.ts'

/**
 * Where not everything is enforced, a page of any web site could have its visitors' browsers call a server on
 * their own machine. Browsers say where a request comes from, and pages cannot make them say otherwise.
 */
export function refuseCrossSite(
  service: GuardedService,
  head: RequestHead,
  auth: GatewayTools['auth'],
): void {
  if (auth === 'enforce') return
  const { headers } = head
  const crossSite = headers.get('sec-fetch-site')?.trim().toLowerCase() === 'cross-site'
  const origin = headers.get('origin')
  if (!crossSite && (origin === undefined || isOf(origin, headers.get('host')))) return
  throw gatewayFault(
    service,
    'denied',
    `Access Denied. With --auth ${auth} no page of another site is answered.`,
  )
}

function isOf(origin: string, host: string | undefined): boolean {
  const from = URL.parse(origin)
  const to = from && host !== undefined ? URL.parse(`${from.protocol}//${host}`) : null
  return from !== null && to !== null && from.host !== '' && from.host === to.host
}
