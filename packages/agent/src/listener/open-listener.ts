import type { AddressInfo } from 'node:net'
import { type Draining, draining } from '@rolecall/http'
import type { AgentLog } from '../agent-log.ts'
import { explainBindFailure } from './explain-bind-failure.ts'
import { httpLimits } from './http-limits.ts'
import type { Listener } from './listener.ts'
import { type ServeTools, serveHost } from './serve-host.ts'

export interface OpenListener {
  /** Addresses that are listened on now, with their ports. */
  bound(): readonly { readonly host: string; readonly port: number }[]
  /** Stops listening, lets answers under way end, and no longer than `patienceMs`. */
  close(patienceMs: number): Promise<void>
}

/** No address of a listener can be listened on, or one of them is somebody else's. */
export class ListenFailure extends Error {
  override readonly name = 'ListenFailure'
}

/**
 * Listens on each address of a listener. One that is not there is tried again, as long as another is: nodes
 * without IPv6 are common, and addresses may come late. @throws ListenFailure
 */
export async function openListener(
  listener: Listener,
  tools: ServeTools,
  log: AgentLog,
  againMs: number,
): Promise<OpenListener> {
  const open = new Map<string, { readonly port: number } & Draining>()
  const timers = new Map<string, NodeJS.Timeout>()
  const told = new Set<string>()

  async function bind(host: string): Promise<string | undefined> {
    const server = serveHost(listener, tools)
    const { drain, abort } = draining(server)
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject)
        const { port } = listener
        server.listen({ host, port, ipv6Only: host.includes(':'), backlog: httpLimits.backlog }, resolve)
      })
    } catch (error) {
      const failure = explainBindFailure(error, host, listener.port, listener.portFlag)
      if (!failure) throw error
      if (!failure.isLater && !told.has(host)) throw new ListenFailure(failure.sentence)
      if (!told.has(host)) log.warn({ listener: listener.name, host }, failure.sentence)
      told.add(host)
      timers.set(host, setTimeout(() => void bind(host).catch(() => {}), againMs).unref())
      return failure.sentence
    }
    const { port } = server.address() as AddressInfo
    open.set(host, { port, drain, abort })
    log.info({ listener: listener.name, host, port }, 'listening')
    return undefined
  }

  async function close(patienceMs: number): Promise<void> {
    for (const timer of timers.values()) clearTimeout(timer)
    await Promise.all([...open.values()].map(({ drain }) => drain(patienceMs)))
  }

  try {
    const failures = await Promise.all(listener.hosts.map(bind))
    if (open.size === 0) throw new ListenFailure(failures.filter(Boolean).join('. '))
  } catch (error) {
    await close(0)
    throw error
  }
  return {
    bound: () => [...open].map(([host, { port }]) => ({ host, port })),
    close,
  }
}
