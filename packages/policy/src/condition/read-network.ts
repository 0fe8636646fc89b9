import { type Address, readAddress } from './read-address.ts'

export interface Network {
  readonly address: Address
  /** How many leading bits must agree. */
  readonly prefix: number
}

/** Reads CIDR notation; without a prefix length it is one address. */
export function readNetwork(text: string): Network | undefined {
  const slash = text.indexOf('/')
  const address = readAddress(slash < 0 ? text : text.slice(0, slash))
  if (!address) return undefined
  const bits = address.length * 32
  if (slash < 0) return { address, prefix: bits }
  const digits = text.slice(slash + 1)
  if (!/^(?:0|[1-9]\d{0,2})$/.test(digits) || Number(digits) > bits) return undefined
  return { address, prefix: Number(digits) }
}
