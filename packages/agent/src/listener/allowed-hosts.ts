import { SocketAddress } from 'node:net'

export interface AllowedHosts {
  /** Whether a `Host` field names us. Its port says nothing, for the connection is here already. */
  has(host: string): boolean
  /** For messages. */
  readonly names: readonly string[]
}

/**
 * The names that the agent answers to: the addresses it listens on, and those that are allowed beside them. A
 * name of somebody else's that leads here (DNS rebinding) is none.
 */
export function allowedHosts(names: readonly string[]): AllowedHosts {
  const allowed = new Set(names.map(canonical))
  /** As clients write them, so that the usual case is one look. */
  const seen = new Set(names.filter((name) => !name.includes(':')))
  return {
    names,
    has: (host) => seen.has(host) || (host.length <= 300 && allowed.has(canonical(withoutPort(host)))),
  }
}

function withoutPort(host: string): string {
  return /^(\[[^\]]*\]|[^:]*):\d{1,5}$/.exec(host)?.[1] ?? host
}

/** One spelling: lower case, without brackets, and the shortest form of an IPv6 address. */
function canonical(host: string): string {
  const name = host.replace(/^\[(.*)\]$/, '$1').toLowerCase()
  if (!name.includes(':')) return name
  return SocketAddress.parse(`[${name}]`)?.address ?? name
}
