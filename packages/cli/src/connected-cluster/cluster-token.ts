import { type KubernetesApi, KubernetesFault } from '@rolecall/kubernetes'
import { readToken, type UnverifiedToken } from '@rolecall/tokens'
import type { Terminal } from '../terminal.ts'

/** A token of the cluster, and what it says of where it comes from. */
export interface ClusterToken {
  readonly token: UnverifiedToken
  readonly issuer: string | undefined
  readonly keyId: string | undefined
}

/** Kubernetes gives tokens no shorter life. */
const seconds = 600

/**
 * Asks for a token of the ServiceAccount `default`, to compare what the cluster publishes with what it signs. Who may
 * not have one goes without, and is told so.
 */
export async function clusterToken(
  kubernetes: KubernetesApi,
  terminal: Terminal,
): Promise<ClusterToken | undefined> {
  try {
    const spec = { audiences: ['rolecall.invalid'], expirationSeconds: seconds }
    const { status } = await kubernetes.requestToken('default', 'default', spec)
    const reading = readToken(status?.token ?? '')
    if (!reading.ok) {
      terminal.note(`a token of the cluster cannot be read (${reading.refusal.message}); it was not compared`)
      return undefined
    }
    const { token } = reading
    const { iss } = token.claims
    return { token, issuer: typeof iss === 'string' ? iss : undefined, keyId: token.header.kid }
  } catch (error) {
    if (!(error instanceof KubernetesFault) || error.status === 0) throw error
    terminal.note(
      `no token of ServiceAccount default/default could be had, so what the cluster publishes was not compared with what it signs (${error.status} ${error.reason})`,
    )
    return undefined
  }
}
