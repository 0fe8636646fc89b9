import type { ServiceAccount } from '@rolecall/kubernetes'
import type { ServiceAccountRecord } from '../snapshot/snapshot.ts'

/** What a snapshot keeps of a ServiceAccount, live or from a file. */
export function serviceAccountRecord(
  { metadata = {} }: ServiceAccount,
  cluster: string,
  namespace: string,
): ServiceAccountRecord {
  const { name = '', annotations = {}, creationTimestamp } = metadata
  const created = Date.parse(creationTimestamp ?? '')
  const annotated = annotatedOf(metadata.managedFields ?? [])
  return {
    cluster,
    namespace,
    name,
    annotations,
    ...(Number.isNaN(created) ? {} : { created }),
    ...(Object.keys(annotated).length > 0 ? { annotated } : {}),
  }
}

type ManagedFields = NonNullable<NonNullable<ServiceAccount['metadata']>['managedFields']>

/** When each annotation was last written. Source: Kubernetes, "Server-Side Apply", FieldsV1. */
function annotatedOf(entries: ManagedFields): Record<string, number> {
  const annotated: Record<string, number> = {}
  for (const { time, fieldsV1 } of entries) {
    const at = Date.parse(time ?? '')
    const fields = fieldsV1 as { 'f:metadata'?: { 'f:annotations'?: object } } | undefined
    if (Number.isNaN(at)) continue
    for (const field of Object.keys(fields?.['f:metadata']?.['f:annotations'] ?? {})) {
      if (!field.startsWith('f:')) continue
      const key = field.slice('f:'.length)
      annotated[key] = Math.max(annotated[key] ?? 0, at)
    }
  }
  return annotated
}
