import type { AgentConfig } from '@rolecall/agent'
import { injectedNames } from '@rolecall/core'
import { readDuration } from '../read-duration.ts'
import { Refusal } from '../refusal.ts'
import type { AgentOptions } from './agent-options.ts'
import { readBindHosts } from './read-bind-hosts.ts'
import { readIpAddress } from './read-ip-address.ts'
import { readList } from './read-list.ts'
import { readNumber } from './read-number.ts'

type OptionSettings = Pick<
  AgentConfig,
  | 'clusterName'
  | 'bindHosts'
  | 'port'
  | 'allowedHosts'
  | 'audiences'
  | 'rotateCredentials'
  | 'probePort'
  | 'metricsAddress'
  | 'metricsPort'
  | 'maxCacheSize'
  | 'maxRetentionMs'
  | 'maxServiceQps'
  | 'maxSourceRps'
>

/** What the options come to that need nothing but themselves. @throws Refusal */
export function readAgentOptions(options: AgentOptions): OptionSettings {
  const { clusterName = '' } = options
  if (!/^[0-9A-Za-z][A-Za-z0-9\-_]{0,99}$/.test(clusterName)) {
    throw new Refusal(
      clusterName === ''
        ? '--cluster-name is needed: the cluster whose associations count.'
        : `--cluster-name ${JSON.stringify(clusterName)} is no name of a cluster.`,
    )
  }
  const bindHosts = readBindHosts(options)
  const allowedHosts = readList(options.allowedHosts, [])
  if (bindHosts.some((host) => /^[0.:]+$/.test(host)) && allowedHosts.length === 0) {
    throw new Refusal(
      '--bind-hosts on every address needs --allowed-hosts, the names by which pods know the agent.',
    )
  }
  const maxCacheSize = readNumber('--max-cache-size', options.maxCacheSize, 1_000_000)
  const maxServiceQps = readNumber('--max-service-qps', options.maxServiceQps, 1000)
  const retention = readDuration(options.maxCredentialRetentionBeforeRenewal)
  if (retention > 0 && maxServiceQps * retention < maxCacheSize) {
    throw new Refusal(
      `${maxServiceQps} renewals a second (--max-service-qps) in ${retention} s (--max-credential-retention-before-renewal) are ${maxServiceQps * retention}, too few for the ${maxCacheSize} pods of --max-cache-size.`,
    )
  }
  return {
    clusterName,
    bindHosts,
    allowedHosts,
    port: readNumber('--port', options.port, 65_535),
    audiences: readList(options.audience, [injectedNames['pod-identity'].audience]),
    rotateCredentials: options.rotateCredentials === true || options.rotateCredentials === 'true',
    probePort: readNumber('--probe-port', options.probePort, 65_535),
    metricsAddress: readIpAddress(options.metricsAddress),
    metricsPort: readNumber('--metrics-port', options.metricsPort, 65_535),
    maxCacheSize,
    maxRetentionMs: retention * 1000,
    maxServiceQps,
    maxSourceRps: readNumber('--max-source-rps', options.maxSourceRps, 1_000_000),
  }
}
