import { readFileSync } from 'node:fs'
import { issuerUrl } from '@rolecall/core'
import { type KubernetesApi, KubernetesFault, kubernetesApi } from '@rolecall/kubernetes'
import { Refusal } from '../refusal.ts'
import type { Terminal } from '../terminal.ts'
import { checkKeys } from './check-keys.ts'
import { clusterToken } from './cluster-token.ts'
import type { ConnectedClusterOptions } from './connected-cluster-options.ts'
import type { StatedIssuer } from './stated-issuer.ts'

const discoveryPath = '/.well-known/openid-configuration'
const keysPath = '/openid/v1/jwks'

/**
 * Finds out the issuer of a cluster and its keys: from the cluster, by its kubeconfig, and from the options where
 * they say so. What contradicts itself is refused before anything is made.
 *
 * @throws Refusal
 */
export async function readStatedIssuer(
  options: ConnectedClusterOptions,
  terminal: Terminal,
): Promise<StatedIssuer> {
  const { kubeconfig, context, issuer: given, jwks } = options
  const file = jwks === undefined ? undefined : readKeysFile(jwks)
  if (kubeconfig === undefined) {
    if (given === undefined)
      throw new Refusal(
        'which cluster? Give --kubeconfig, or --issuer with --jwks for one that nobody reaches',
      )
    if (context !== undefined) throw new Refusal('--context is of a kubeconfig; give --kubeconfig, too')
    const stated = { issuer: checkedIssuer(given), keys: file }
    await checkKeys(stated, undefined)
    return stated
  }
  const kubernetes = await kubernetesApi({ kubeconfig, context })
  const token = await clusterToken(kubernetes, terminal)
  const issuer = await issuerOf(kubernetes, given, token?.issuer)
  const keys = file ?? JSON.stringify(await fromCluster(kubernetes, keysPath, '--jwks FILE'))
  const stated = { issuer, keys, endpoint: kubernetes.server, ca: kubernetes.ca, keyId: token?.keyId }
  await checkKeys(stated, token)
  return stated
}

async function issuerOf(
  kubernetes: KubernetesApi,
  given: string | undefined,
  ofTokens: string | undefined,
): Promise<string> {
  // Who gives both needs no discovery document: the cluster may serve none.
  if (given !== undefined && given === ofTokens) return checkedIssuer(given)
  const document = await fromCluster(kubernetes, discoveryPath, '--issuer URL')
  const { issuer } = (document ?? {}) as { issuer?: unknown }
  if (typeof issuer !== 'string') throw new Refusal('the discovery document of the cluster names no issuer')
  if (ofTokens !== undefined && ofTokens !== issuer) {
    throw new Refusal(
      `the discovery document of the cluster says that its issuer is ${issuer}, but its tokens say ${ofTokens}: ` +
        'nobody could verify them. The API server has one --service-account-issuer to sign with, the first; put ' +
        'that one in its discovery document, too',
    )
  }
  if (given !== undefined && given !== issuer)
    throw new Refusal(`--issuer says ${given}, but the issuer of the cluster is ${issuer}`)
  return checkedIssuer(issuer)
}

async function fromCluster(kubernetes: KubernetesApi, path: string, instead: string): Promise<unknown> {
  try {
    return await kubernetes.raw(path)
  } catch (error) {
    if (!(error instanceof KubernetesFault) || (error.status !== 403 && error.status !== 404)) throw error
    throw new Refusal(
      `the cluster does not show ${path} (${error.status} ${error.reason}: ${error.message}); give ${instead}`,
    )
  }
}

function checkedIssuer(issuer: string): string {
  if (issuerUrl(issuer, { allowLoopbackHttp: true })) return issuer
  throw new Refusal(
    `${issuer} is no https URL that an OIDC provider can have; set --service-account-issuer of the API server to one`,
  )
}

function readKeysFile(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new Refusal(`${file} cannot be read: ${(error as Error).message}`)
  }
}
