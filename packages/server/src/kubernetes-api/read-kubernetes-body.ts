import { kubernetesFaults } from './kubernetes-faults.ts'
import type { KubernetesVerb } from './kubernetes-verb.ts'

/** Deeper than any manifest; kept objects are written and read again and again. */
const deepest = 64

/** The object in a body. @throws KubernetesFault for another media type, and for bytes that are no JSON object */
export function readKubernetesBody(
  bytes: Uint8Array,
  contentType: string | undefined,
  { mediaTypes }: KubernetesVerb,
): Readonly<Record<string, unknown>> {
  if (mediaTypes.length === 0) return {}
  const [type = ''] = (contentType ?? 'application/json').split(';')
  if (!mediaTypes.includes(type.trim().toLowerCase())) {
    throw kubernetesFaults.unsupportedMediaType(mediaTypes.join(', '))
  }
  let body: unknown
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw kubernetesFaults.badRequest('the body of the request is no JSON')
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw kubernetesFaults.badRequest('the body of the request is no JSON object')
  }
  if (isDeeper(body, deepest))
    throw kubernetesFaults.badRequest(`the object is nested deeper than ${deepest} levels`)
  return body as Record<string, unknown>
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((one) => isDeeper(one, levels - 1))
}
