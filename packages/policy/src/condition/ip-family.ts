import type { OperatorFamily } from './operator-family.ts'
import { type Address, readAddress } from './read-address.ts'
import { type Network, readNetwork } from './read-network.ts'

/** IPv4 never lies in an IPv6 network nor the other way round. */
function contains({ address, prefix }: Network, candidate: Address): boolean {
  if (address.length !== candidate.length) return false
  for (let word = 0; word * 32 < prefix; word++) {
    const bits = Math.min(32, prefix - word * 32)
    if ((address[word]! ^ candidate[word]!) >>> (32 - bits) !== 0) return false
  }
  return true
}

/** Addresses of the request against CIDR blocks of the policy. */
export const ipFamily: OperatorFamily<Address> = {
  type: 'ip',
  subject: readAddress,
  compile(term) {
    const network = readNetwork(term.value)
    return network && { test: (subject) => contains(network, subject), keys: [] }
  },
}
