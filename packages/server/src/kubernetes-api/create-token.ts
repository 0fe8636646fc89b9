import { randomUUID } from 'node:crypto'
import { type ObjectReference, serviceAccountClaims, signToken } from '@rolecall/tokens'
import { hostedIssuers } from '../records/hosted-issuer.ts'
import { type KubernetesObject, kubernetesObjects } from '../records/kubernetes-object.ts'
import { findObject } from './find-object.ts'
import type { KubernetesAnswer, KubernetesCall } from './kubernetes-call.ts'
import { kubernetesFaults } from './kubernetes-faults.ts'

const defaultAudience = 'https://kubernetes.default.svc'
const usualSeconds = 3600
const shortestSeconds = 600
/** EKS cuts what is longer, and says so in the answer's `expirationTimestamp`. */
const longestSeconds = 86_400

/** `POST …/serviceaccounts/NAME/token`. Source: `TokenRequest`, authentication.k8s.io/v1. */
export async function createToken(call: KubernetesCall): Promise<KubernetesAnswer> {
  const { cluster, path, body, transaction, issuers, now } = call
  const account = await findObject(call)
  const { audiences, expirationSeconds, bound } = readSpec(body)
  const pod = bound && (await findPod(bound, account, call))
  const issuer = await transaction.get(hostedIssuers, [cluster.id])
  if (!issuer) throw kubernetesFaults.pathNotFound()
  const lifetimeSeconds = Math.min(expirationSeconds, longestSeconds)
  const claims = serviceAccountClaims({
    issuer: issuer.url,
    audiences,
    now,
    lifetimeSeconds,
    tokenId: randomUUID(),
    namespace: path.namespace,
    serviceAccount: reference(account),
    ...(pod ? { pod: reference(pod), ...nodeOf(pod) } : {}),
  })
  const token = await signToken(claims, await issuers.signingKey(issuer))
  const expirationTimestamp = `${new Date(now + lifetimeSeconds * 1000).toISOString().slice(0, 19)}Z`
  return {
    status: 201,
    body: {
      kind: 'TokenRequest',
      apiVersion: 'authentication.k8s.io/v1',
      metadata: { name: account.metadata.name, namespace: path.namespace, creationTimestamp: null },
      spec: { audiences, expirationSeconds, boundObjectRef: bound ?? null },
      status: { token, expirationTimestamp },
    },
  }
}

interface BoundObject {
  readonly kind?: unknown
  readonly name?: unknown
  readonly uid?: unknown
}

function readSpec(body: Readonly<Record<string, unknown>>) {
  const invalid = (field: string, why: string) =>
    kubernetesFaults.invalid('TokenRequest', '', `spec.${field}`, why)
  const spec = (body['spec'] ?? {}) as Record<string, unknown>
  if (typeof spec !== 'object' || Array.isArray(spec)) throw kubernetesFaults.badRequest('spec is no object')
  const given = spec['audiences'] ?? []
  if (
    !Array.isArray(given) ||
    !given.every((one) => typeof one === 'string' && one !== '' && one.length <= 255)
  ) {
    throw invalid('audiences', 'Invalid value: a list of texts is expected')
  }
  const expirationSeconds = spec['expirationSeconds'] ?? usualSeconds
  if (typeof expirationSeconds !== 'number' || !Number.isInteger(expirationSeconds)) {
    throw invalid('expirationSeconds', 'Invalid value: a whole number is expected')
  }
  if (expirationSeconds < shortestSeconds) {
    throw invalid(
      'expirationSeconds',
      `Invalid value: ${expirationSeconds}: may not specify a duration less than 10 minutes`,
    )
  }
  if (expirationSeconds > 2 ** 32) {
    throw invalid('expirationSeconds', 'Too long: may not specify a duration larger than 2^32 seconds')
  }
  const bound = (spec['boundObjectRef'] ?? undefined) as BoundObject | undefined
  const audiences: readonly string[] = given.length > 0 ? given : [defaultAudience]
  return { audiences, expirationSeconds, bound }
}

async function findPod(
  { kind, name, uid }: BoundObject,
  account: KubernetesObject,
  { cluster, path, transaction }: KubernetesCall,
): Promise<KubernetesObject> {
  if (kind !== 'Pod' || typeof name !== 'string') {
    throw kubernetesFaults.badRequest(
      'spec.boundObjectRef: cannot bind token to other objects than a Pod with its name',
    )
  }
  const pod = await transaction.get(kubernetesObjects, [cluster.id, 'pods', path.namespace, name])
  if (!pod) throw kubernetesFaults.notFound('pods', name)
  if (uid !== undefined && uid !== pod.metadata.uid) {
    throw kubernetesFaults.conflict('pods', name)
  }
  const { serviceAccountName } = pod['spec'] as { serviceAccountName?: string }
  if (serviceAccountName !== account.metadata.name) {
    throw kubernetesFaults.badRequest(
      `cannot bind token for serviceaccount ${JSON.stringify(account.metadata.name)} to pod running with different serviceaccount name.`,
    )
  }
  return pod
}

function nodeOf(pod: KubernetesObject): { node?: ObjectReference } {
  const { nodeName } = pod['spec'] as { nodeName?: unknown }
  return typeof nodeName === 'string' && nodeName !== '' ? { node: { name: nodeName, uid: nodeName } } : {}
}

function reference({ metadata }: KubernetesObject): ObjectReference {
  return { name: metadata.name, uid: metadata.uid }
}
