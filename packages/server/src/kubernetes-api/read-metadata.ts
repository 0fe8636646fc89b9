import { kubernetesFaults } from './kubernetes-faults.ts'
import type { KubernetesPath } from './kubernetes-path.ts'

/** Names as Kubernetes takes them, after RFC 1123. */
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/

const rules = {
  Namespace: { pattern: label, longest: 63, words: 'a lowercase RFC 1123 label' },
  Pod: { pattern: subdomain, longest: 253, words: 'a lowercase RFC 1123 subdomain' },
  ServiceAccount: { pattern: subdomain, longest: 253, words: 'a lowercase RFC 1123 subdomain' },
} as const

interface Metadata {
  readonly name: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly resourceVersion?: string
}

/** The metadata a client sent, checked. @throws KubernetesFault BadRequest or Invalid */
export function readMetadata(
  body: Readonly<Record<string, unknown>>,
  { resource, namespace }: KubernetesPath,
): Metadata {
  const { metadata, kind } = body
  if (kind !== undefined && kind !== resource.kind) {
    throw kubernetesFaults.badRequest(
      `the object is a ${String(kind).slice(0, 64)}, and ${resource.kind} is expected here`,
    )
  }
  if (!isObject(metadata)) throw kubernetesFaults.badRequest('metadata is required')
  const { name, labels, annotations, resourceVersion, namespace: written } = metadata
  const rule = rules[resource.kind as keyof typeof rules]
  if (typeof name !== 'string' || name === '') {
    throw kubernetesFaults.invalid(
      resource.kind,
      '',
      'metadata.name',
      'Required value: name or generateName is required',
    )
  }
  if (name.length > rule.longest || !rule.pattern.test(name)) {
    const value = JSON.stringify(name.slice(0, 64))
    throw kubernetesFaults.invalid(
      resource.kind,
      name.slice(0, 64),
      'metadata.name',
      `Invalid value: ${value}: must be ${rule.words}`,
    )
  }
  if (written !== undefined && written !== namespace) {
    throw kubernetesFaults.badRequest(
      'the namespace of the object does not match the namespace on the request',
    )
  }
  for (const [field, texts] of Object.entries({ labels, annotations })) {
    if (
      texts !== undefined &&
      !(isObject(texts) && Object.values(texts).every((text) => typeof text === 'string'))
    ) {
      throw kubernetesFaults.badRequest(`metadata.${field} holds something that is no text`)
    }
  }
  if (resourceVersion !== undefined && typeof resourceVersion !== 'string') {
    throw kubernetesFaults.badRequest('metadata.resourceVersion is no text')
  }
  return metadata as unknown as Metadata
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
