import type { Claims } from './claims.ts'
import type { ObjectReference, ServiceAccountIdentity } from './service-account-claims.ts'
import { serviceAccountSubject } from './service-account-subject.ts'

/**
 * Who holds a ServiceAccount token, by its claim `kubernetes.io`, or `undefined` for claims of anyone else,
 * or claims whose parts are ill-formed or disagree with `sub`. It does not ask who issued them: any issuer
 * can write this claim, and only of a cluster's own does it mean anything.
 */
export function readServiceAccount(claims: Claims): ServiceAccountIdentity | undefined {
  const kubernetes = claims['kubernetes.io']
  if (!isObject(kubernetes)) return undefined
  const { namespace, serviceaccount, pod, node } = kubernetes
  if (typeof namespace !== 'string' || !isReference(serviceaccount)) return undefined
  if (pod !== undefined && !isReference(pod)) return undefined
  if (node !== undefined && !isReference(node)) return undefined
  const subject = serviceAccountSubject(namespace, serviceaccount.name)
  if (!subject || claims.sub !== subject) return undefined
  return {
    namespace,
    serviceAccount: reference(serviceaccount),
    ...(pod && { pod: reference(pod) }),
    ...(node && { node: reference(node) }),
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isReference(value: unknown): value is ObjectReference {
  return isObject(value) && isName(value.name) && isName(value.uid)
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

function reference({ name, uid }: ObjectReference): ObjectReference {
  return { name, uid }
}
