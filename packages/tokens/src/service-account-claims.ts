import type { Claims } from './claims.ts'
import { serviceAccountSubject } from './service-account-subject.ts'

/** An object of the cluster by its name and unique id. */
export interface ObjectReference {
  readonly name: string
  readonly uid: string
}

/** Who holds a ServiceAccount token. A token that was not asked for by a pod has neither pod nor node. */
export interface ServiceAccountIdentity {
  readonly namespace: string
  readonly serviceAccount: ObjectReference
  readonly pod?: ObjectReference
  readonly node?: ObjectReference
}

export interface ServiceAccountTokenRequest extends ServiceAccountIdentity {
  readonly issuer: string
  readonly audiences: readonly string[]
  /** Milliseconds since the epoch; written in whole seconds, rounded down. */
  readonly now: number
  readonly lifetimeSeconds: number
  /** The claim `jti`; a UUID in Kubernetes. */
  readonly tokenId: string
  /** When Kubernetes begins to warn of the token, for tokens it lives longer than was asked for. */
  readonly warnAfterSeconds?: number
}

/**
 * The claims of a projected ServiceAccount token, in the order Kubernetes writes them. Throws a `TypeError`
 * for names Kubernetes does not allow. Source: `Claims` of Kubernetes (pkg/serviceaccount/claims.go).
 */
export function serviceAccountClaims(request: ServiceAccountTokenRequest): Claims {
  const { namespace, serviceAccount, pod, node, warnAfterSeconds } = request
  const subject = serviceAccountSubject(namespace, serviceAccount.name)
  if (!subject)
    throw new TypeError('the namespace or name of the ServiceAccount is not allowed in Kubernetes')
  const issuedAt = Math.floor(request.now / 1000)
  return {
    aud: [...request.audiences],
    exp: issuedAt + request.lifetimeSeconds,
    iat: issuedAt,
    iss: request.issuer,
    jti: request.tokenId,
    'kubernetes.io': {
      namespace,
      ...(node && { node: reference(node) }),
      ...(pod && { pod: reference(pod) }),
      serviceaccount: reference(serviceAccount),
      ...(warnAfterSeconds !== undefined && { warnafter: issuedAt + warnAfterSeconds }),
    },
    nbf: issuedAt,
    sub: subject,
  }
}

function reference({ name, uid }: ObjectReference): ObjectReference {
  return { name, uid }
}
