import type { Pod } from '@rolecall/kubernetes'
import type { PodRecord } from '../verify/setup.ts'

/** A pod as it is looked at. One without a ServiceAccount's name runs as `default`. */
export function podRecord({ metadata = {}, spec = {} as NonNullable<Pod['spec']>, status }: Pod): PodRecord {
  return {
    name: `pod/${metadata.name ?? ''}`,
    isTemplate: false,
    ...(status?.phase ? { phase: status.phase } : {}),
    serviceAccount: spec.serviceAccountName || 'default',
    metadata,
    spec,
  }
}
