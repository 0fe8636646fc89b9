import { join } from 'node:path'
import { remoteKeySets } from '@rolecall/tokens'
import { identifier } from './callers/identify.ts'
import { firstStart } from './first-start.ts'
import { dataEvent } from './http/data-call.ts'
import { awsDoor } from './http/doors/aws-door.ts'
import { healthDoor } from './http/doors/health-door.ts'
import { issuerDoor } from './http/doors/issuer-door.ts'
import { kubernetesDoor } from './http/doors/kubernetes-door.ts'
import { listen } from './http/listen.ts'
import { issuers } from './issuers/issuers.ts'
import { openFolder } from './open-folder.ts'
import { readMasterKeys } from './secrets/master-key.ts'
import { pooledRandomness } from './secrets/pooled-randomness.ts'
import { vault as vaultOf } from './secrets/vault.ts'
import type { ServerConfig } from './server-config.ts'
import { resumeProvisioning } from './services/eks/resume-provisioning.ts'
import { services } from './services/services.ts'
import { sessionMint } from './sessions/session-mint.ts'
import { SqliteStore } from './store/sqlite/sqlite-store.ts'

export interface RunningServer {
  /** Where clients reach it. */
  readonly url: string
  /** The credentials file of the administrator. */
  readonly credentialsFile: string
  /** Lets what is under way end, and closes. */
  close(): Promise<void>
}

/**
 * Puts the server together and opens its port. This is the only place that does.
 *
 * @throws StoreUnusable when the data folder cannot be used, and the errors of `listen`.
 */
export async function startServer(config: ServerConfig): Promise<RunningServer> {
  const { account, auth, clock, folder, log, region } = config
  openFolder(folder)
  const store = new SqliteStore(join(folder, 'rolecall.db'))
  try {
    const keys = readMasterKeys(join(folder, 'master.key'))
    const random = pooledRandomness()
    const vault = vaultOf(keys)
    const mint = sessionMint(keys, random)
    const identify = identifier({ vault, mint, clock })
    const allowLoopbackHttp = isLoopbackHttp(config)
    const remote = remoteKeySets({ fetch, clock, allowLoopbackHttp })
    const issuerKeys = issuers({ vault, clock, remote })
    await firstStart({ store, vault, random, now: clock(), account, region, folder })
    let url = config.publicUrl ?? ''
    const serviceTools = {
      random,
      vault,
      mint,
      issuers: issuerKeys,
      allowLoopbackHttp,
      store,
      get publicUrl() {
        return url
      },
    }
    const doorTools = {
      identify: (claim: Parameters<typeof identify>[0]) => identify(claim, store.reader),
      record: (call: Parameters<typeof dataEvent>[0]) =>
        store.transact((transaction) => transaction.record(dataEvent(call, account))),
      account,
      region,
      auth,
      clock,
      log,
    }
    const doors = [
      healthDoor,
      issuerDoor({ reader: store.reader, clock }),
      kubernetesDoor({ store, identify, issuers: issuerKeys, clock }),
      ...(config.doors?.(doorTools) ?? []),
      awsDoor({
        services,
        store,
        identify,
        auth,
        serviceTools,
        defaultAccount: account,
        defaultRegion: region,
        clock,
        log,
      }),
    ]
    const listener = await listen({
      host: config.host,
      port: config.port,
      tls: config.tls,
      doors,
      clock,
      log,
    })
    url ||= `${config.tls ? 'https' : 'http'}://${reachable(config.host)}:${listener.port}`
    await resumeProvisioning({ store, issuers: issuerKeys, now: clock() })
    return {
      url,
      credentialsFile: join(folder, 'credentials'),
      async close() {
        await listener.drain()
        await store.close()
      },
    }
  } catch (error) {
    await store.close()
    throw error
  }
}

/** A server for its own machine only. */
function isLoopbackHttp({ host, publicUrl, tls }: ServerConfig): boolean {
  const isLoopback = (name: string) => /^(localhost|127\.[\d.]+|::1|\[::1\])$/.test(name)
  if (tls || !isLoopback(host)) return false
  return publicUrl === undefined || isLoopback(URL.parse(publicUrl)?.hostname ?? '')
}

/** An address to call, for one to listen on. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}
