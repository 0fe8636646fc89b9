import { systemClock } from '@rolecall/core'
import { hasPrivateKeys, readKeySet, verifyToken } from '@rolecall/tokens'
import { Refusal } from '../refusal.ts'
import type { ClusterToken } from './cluster-token.ts'
import type { StatedIssuer } from './stated-issuer.ts'

/** Refuses keys that cannot be read, and those that do not verify a token of the cluster. @throws Refusal */
export async function checkKeys(
  { issuer, keys }: StatedIssuer,
  ofCluster: ClusterToken | undefined,
): Promise<void> {
  if (keys === undefined) return
  const reading = await readKeySet(keys)
  if (!reading.ok) throw new Refusal(`the keys cannot be used: ${reading.refusal.message}`)
  if (hasPrivateKeys(keys)) {
    throw new Refusal(
      'the keys cannot be used: private key material is among them; give public keys only, and replace that key',
    )
  }
  if (!ofCluster) return
  const verdict = await verifyToken(ofCluster.token, reading.keySet, { issuer, now: systemClock() })
  // The times of a token are the affair of the cluster's clock.
  if (verdict.ok || /^(expired|not-yet-valid)$/.test(verdict.refusal.code)) return
  throw new Refusal(`the keys do not verify a token of the cluster: ${verdict.refusal.message}`)
}
