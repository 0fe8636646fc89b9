import { readFile } from 'node:fs/promises'
import type { Clock } from '@rolecall/core'
import { kubernetesApi } from '@rolecall/kubernetes'
import { remoteKeySets } from '@rolecall/tokens'
import type { AgentLog } from '../agent-log.ts'
import { cachedKeys } from './cached-keys.ts'
import type { KeySource } from './key-source.ts'

/** What mends it where the agent runs. */
const howToTrust = 'name that authority in NODE_EXTRA_CA_CERTS, or give the keys with --jwks FILE'

export interface KeySourceTools {
  readonly clock: Clock
  readonly log: AgentLog
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The issuer of the cluster as `DescribeCluster` names it. */
  readonly describeIssuer: () => Promise<string>
}

/** The places that keys come from, by name. `at` is the file or address of those that have one. */
export const keySources: Readonly<Record<string, (tools: KeySourceTools, at: string) => KeySource>> = {
  /** A JSON Web Key Set in a file, read again when it is a few seconds old and a token names an unknown key. */
  jwks: ({ clock, log }, at) =>
    cachedKeys({ name: at, load: () => readFile(at, 'utf8'), clock, log, coolDownMs: 2000 }),

  /** The API server of the cluster the agent runs in, asked with the agent's own ServiceAccount. */
  apiserver({ clock, log, environment }) {
    const load = async () => {
      const kubernetes = await kubernetesApi({ inCluster: environment })
      return Object(await kubernetes.raw('/openid/v1/jwks'))
    }
    return cachedKeys({ name: 'the API server of the cluster', load, clock, log })
  },

  /** An issuer by its discovery document. Tokens of others are refused. */
  issuer: (tools, at) => ofIssuer(tools, async () => at, at),

  /** The issuer that EKS names for the cluster. */
  cluster(tools) {
    let known: Promise<string> | undefined
    const issuer = () => {
      known ??= tools.describeIssuer()
      known.catch(() => setTimeout(() => (known = undefined), 30_000).unref())
      return known
    }
    return ofIssuer(tools, issuer, 'the issuer that DescribeCluster names')
  },

  /** EKS Auth alone verifies; a token finds its pod's credentials only when EKS Auth has accepted it before. */
  none: () => ({ name: 'none', keys: async () => undefined }),
}

function ofIssuer({ clock, log }: KeySourceTools, issuer: () => Promise<string>, name: string): KeySource {
  const sets = remoteKeySets({ fetch, clock, allowLoopbackHttp: true, timeoutMs: 2000 })
  let told: string | undefined
  const tell = (reason: string) => {
    if (told !== reason) log.warn({ source: name, reason }, 'no keys to verify tokens with')
    told = reason
  }
  return {
    name,
    async keys(_issuer, keyId) {
      try {
        const url = await issuer()
        const reading = await sets.get(url, keyId)
        if (reading.ok) return { keySet: reading.keySet, issuer: url }
        const { code, message } = reading.refusal
        tell(code === 'untrusted' ? `${message}; ${howToTrust}` : message)
      } catch (error) {
        tell((error as Error).message)
      }
      return undefined
    },
  }
}
