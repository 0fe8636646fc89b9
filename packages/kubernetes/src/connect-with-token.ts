import { httpUrl, isLoopback } from '@rolecall/core'
import type { KubernetesConnection } from './kubernetes-connection.ts'
import { KubernetesFault } from './kubernetes-fault.ts'

export interface TokenTarget {
  readonly server: string
  readonly token: string | (() => Promise<string>)
  /** PEM of the server's certificate authority. */
  readonly ca?: string
}

/** A connection by bearer token. Over plain http the token is readable on the way, so only to this machine. */
export function connectWithToken(target: TokenTarget): KubernetesConnection {
  const url = httpUrl(target.server)
  if (!url) {
    throw new KubernetesFault(0, 'Unreachable', `${target.server} is no address of a Kubernetes API`)
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new KubernetesFault(
      0,
      'Unreachable',
      `a bearer token is not sent over plain http beyond this machine: ${url.host} needs https`,
    )
  }
  const { token, ca } = target
  return {
    server: target.server.replace(/\/+$/, ''),
    ca,
    async authorize() {
      const bearer = typeof token === 'string' ? token : await token()
      return { headers: { authorization: `Bearer ${bearer}` }, ...(ca ? { ca } : {}) }
    },
  }
}
