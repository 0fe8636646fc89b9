import { join } from 'node:path'
import { isLoopback } from '@rolecall/core'
import { remoteKeySets } from '@rolecall/tokens'
import { background } from './background.ts'
import { authorizationMessages } from './callers/authorization-messages.ts'
import { callerOnResources } from './callers/caller-on-resources.ts'
import { type Claim, identifier } from './callers/identify.ts'
import { explainFolderFailure } from './explain-folder-failure.ts'
import { firstStart } from './first-start.ts'
import { dataEvent } from './http/data-call.ts'
import type { Door } from './http/door.ts'
import { awsDoor } from './http/doors/aws-door.ts'
import { healthDoor } from './http/doors/health-door.ts'
import { issuerDoor } from './http/doors/issuer-door.ts'
import { kubernetesDoor } from './http/doors/kubernetes-door.ts'
import { readyDoor } from './http/doors/ready-door.ts'
import { listen } from './http/listen.ts'
import { connectedKeySets } from './issuers/connected-key-sets.ts'
import { fetchTrusting } from './issuers/fetch-trusting.ts'
import { issuers } from './issuers/issuers.ts'
import { rotateIssuers } from './issuers/rotate-issuers.ts'
import { tellingKeySets } from './issuers/telling-key-sets.ts'
import { openFolder } from './open-folder.ts'
import { openMasterKeys } from './open-master-keys.ts'
import { pooledRandomness } from './secrets/pooled-randomness.ts'
import { vault as vaultOf } from './secrets/vault.ts'
import type { ServerConfig } from './server-config.ts'
import { resumeProvisioning } from './services/eks/cluster/resume-provisioning.ts'
import { podIdentityChanges } from './services/eks-auth/pod-identity-changes.ts'
import { resumeOutboundIssuers } from './services/iam/outbound-web-identity-federation/resume-outbound-issuers.ts'
import { resumeAccountCreations } from './services/organizations/account/resume-account-creations.ts'
import { services } from './services/services.ts'
import { sessionMint } from './sessions/session-mint.ts'
import { type StoreStanding, storeStanding } from './store/store-standing.ts'
import { toldElsewhere } from './store/told-elsewhere.ts'
import { tryWriting } from './store/try-writing.ts'
import { takeInManagedPolicies } from './take-in-managed-policies.ts'

const hour = 3_600_000
/** As EKS does. */
const week = 7 * 24 * hour

export interface RunningServer {
  /** Where clients reach it. */
  readonly url: string
  /** The credentials file of the administrator. */
  readonly credentialsFile: string
  /** Lets what is under way end, and closes. */
  close(): Promise<void>
}

/**
 * Puts the server together and opens its port. This is the only place that does. The port comes first: when it
 * cannot be had, nothing has been written.
 *
 * @throws StoreUnusable when the data folder cannot be used, and the errors of `listen`.
 */
export async function startServer(given: ServerConfig): Promise<RunningServer> {
  const standing = storeStanding(given.log, given.clock)
  const config = { ...given, log: toldElsewhere(given.log) }
  const { clock, folder, host, log, port, tls } = config
  const doors = Promise.withResolvers<readonly Door[]>()
  const listener = await listen({ host, port, tls, doors: doors.promise, clock, log })
  try {
    const url = config.publicUrl ?? `${tls ? 'https' : 'http'}://${reachable(host)}:${listener.port}`
    const opened = await openServer(config, url, standing)
    doors.resolve(opened.doors)
    return {
      url,
      credentialsFile: join(folder, 'credentials'),
      async close() {
        opened.release()
        await listener.drain()
        await opened.close()
      },
    }
  } catch (error) {
    listener.abort()
    throw error
  }
}

interface OpenedServer {
  readonly doors: readonly Door[]
  /** Answers calls that wait for something to happen. */
  release(): void
  close(): Promise<void>
}

/** All that is behind the port. */
async function openServer(
  config: ServerConfig,
  publicUrl: string,
  standing: StoreStanding,
): Promise<OpenedServer> {
  const { account, auth, clock, folder, log, region } = config
  const store = openFolder(folder, standing)
  try {
    const keys = await openMasterKeys(folder, account, store.reader)
    await takeInManagedPolicies({ store, folder, now: clock(), log })
    const random = pooledRandomness()
    const vault = vaultOf(keys)
    const mint = sessionMint(keys, random)
    const identify = identifier({ vault, mint, clock })
    const allowLoopbackHttp = isLoopbackHttp(config)
    const remote = tellingKeySets(remoteKeySets({ fetch, clock, allowLoopbackHttp }), log)
    const connected = connectedKeySets({ clock, fetchTrusting })
    const issuerKeys = issuers({ vault, clock, remote, connected, allowLoopbackHttp })
    const later = background(log)
    const changes = podIdentityChanges({ store, log })
    await firstStart({ store, vault, random, now: clock(), account, region, folder })
    await resumeProvisioning({ store, issuers: issuerKeys, now: clock() })
    await resumeOutboundIssuers({ store, issuers: issuerKeys })
    await resumeAccountCreations({ store, random, now: clock() })
    const after = config.rotateIssuerKeysAfter ?? week
    const rotation = () => rotateIssuers({ issuers: issuerKeys, store, now: clock(), after })
    const serviceTools = {
      random,
      vault,
      mint,
      authorizationMessages: authorizationMessages(keys, clock),
      issuers: issuerKeys,
      allowLoopbackHttp,
      allowWildcardAssociations: config.allowWildcardAssociations ?? false,
      podIdentityChanges: changes,
      store,
      publicUrl,
      certificateAuthority: config.tls?.cert.toString('base64'),
    }
    const doorTools = {
      identify: async (claim: Claim) =>
        callerOnResources(await identify(claim, store.reader), account, store.reader),
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
      readyDoor({ standing, tryWriting: () => tryWriting(store) }),
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
        background: later,
        clock,
        log,
      }),
    ]
    later.run(rotation)
    const hourly = setInterval(() => later.run(rotation), hour).unref()
    return {
      doors,
      release: () => changes.close(),
      async close() {
        clearInterval(hourly)
        await later.settled()
        await store.close()
      },
    }
  } catch (error) {
    await store.close()
    throw explainFolderFailure(error, folder)
  }
}

/** A server for its own machine only. */
function isLoopbackHttp({ host, publicUrl, tls }: ServerConfig): boolean {
  if (tls || !isLoopback(host)) return false
  return publicUrl === undefined || isLoopback(URL.parse(publicUrl)?.hostname ?? '')
}

/** An address to call, for one to listen on. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}
