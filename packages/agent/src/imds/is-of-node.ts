import { networkInterfaces } from 'node:os'
import type { Clock } from '@rolecall/core'

const freshMs = 10_000

/**
 * Whether a connection comes from the node itself: a program of the node, or a pod in its network. A pod with a
 * network of its own has an address that is none of the node's. Addresses come and go, so they are read anew.
 */
export function isOfNode(clock: Clock): (address: string) => boolean {
  let known = new Set<string>()
  let readAt = Number.NEGATIVE_INFINITY
  return (address) => {
    if (Math.abs(clock() - readAt) > freshMs) {
      readAt = clock()
      known = new Set(
        Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map((one) => plain(one.address))),
      )
    }
    return known.has(plain(address))
  }
}

/** IPv4 on an IPv6 socket, and a zone behind an address, are spelling. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/, '').replace(/%.*$/, '')
}
