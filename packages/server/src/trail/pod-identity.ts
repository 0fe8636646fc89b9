import { type Claims, readServiceAccount } from '@rolecall/tokens'
import type { PodIdentity } from './trail-record.ts'

/** The pod that a verified ServiceAccount token was made for; `undefined` for a token of another kind. */
export function podIdentity(claims: Claims): PodIdentity | undefined {
  const account = readServiceAccount(claims)
  if (!account) return undefined
  return {
    issuer: String(claims.iss),
    namespace: account.namespace,
    serviceAccount: account.serviceAccount.name,
    serviceAccountUid: account.serviceAccount.uid,
    pod: account.pod?.name,
    podUid: account.pod?.uid,
    node: account.node?.name,
  }
}
