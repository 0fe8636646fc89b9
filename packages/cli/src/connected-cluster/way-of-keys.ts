import { systemClock } from '@rolecall/core'
import { fetchTrusting } from '@rolecall/server'
import { type FetchLike, remoteKeySets } from '@rolecall/tokens'
import { Refusal } from '../refusal.ts'
import type { ConnectedClusterOptions } from './connected-cluster-options.ts'
import type { StatedIssuer } from './stated-issuer.ts'

/** How whoever verifies the cluster's tokens comes by its keys. */
export interface WayOfKeys {
  readonly way: 'fetched' | 'fetched-by-authority' | 'uploaded'
  readonly sentence: string
}

/**
 * Asks the issuer from here, as the server would: first as anybody, then by the authority of the kubeconfig. An issuer
 * that publishes other keys than those the cluster signs with is as good as one that cannot be asked.
 */
export async function wayOfKeys(
  { issuer, keys, ca, keyId }: StatedIssuer,
  { uploadKeys, jwks }: Pick<ConnectedClusterOptions, 'uploadKeys' | 'jwks'>,
): Promise<WayOfKeys> {
  const again = 'run this again after its keys have changed'
  if (uploadKeys || jwks !== undefined) {
    if (keys === undefined)
      throw new Refusal('there are no keys to upload; give --jwks FILE, or --kubeconfig to read them')
    return { way: 'uploaded', sentence: `uploaded, as asked for; ${again}` }
  }
  const open = await failureOf(fetch, issuer, keyId)
  if (open === undefined)
    return { way: 'fetched', sentence: 'fetched from the issuer, which anybody can ask' }
  const why = ca === undefined ? open : await failureOf(fetchTrusting(ca), issuer, keyId)
  if (why === undefined) {
    const sentence = 'fetched from the issuer by the certificate authority of the cluster'
    return { way: 'fetched-by-authority', sentence }
  }
  if (keys === undefined)
    throw new Refusal(
      `the issuer ${issuer} cannot be asked from here (${why}); give its keys with --jwks FILE`,
    )
  return {
    way: 'uploaded',
    sentence: `uploaded, for the issuer cannot be asked from here (${why}); ${again}`,
  }
}

async function failureOf(
  by: FetchLike,
  issuer: string,
  keyId: string | undefined,
): Promise<string | undefined> {
  const remote = remoteKeySets({ fetch: by, clock: systemClock, allowLoopbackHttp: true })
  const reading = await remote.get(issuer)
  if (!reading.ok) return reading.refusal.message
  const isThere = keyId === undefined || reading.keySet.keys.some(({ kid }) => kid === keyId)
  return isThere ? undefined : 'it does not publish the key that the cluster signs with'
}
