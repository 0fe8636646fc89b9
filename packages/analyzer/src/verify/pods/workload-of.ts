import type { PodRecord } from '../setup.ts'

/** What makes a pod anew, as kubectl names it; nothing for a pod without a workload, or of a kind it does not restart. */
export function workloadOf({ name, isTemplate, metadata }: PodRecord): string | undefined {
  if (isTemplate) return /^(deployment|statefulset|daemonset)\//.test(name) ? name : undefined
  const [owner] = metadata.ownerReferences ?? []
  // A Deployment's pods belong to a ReplicaSet of its name and a hash.
  if (owner?.kind === 'ReplicaSet') return `deployment/${owner.name.replace(/-[^-]+$/, '')}`
  return owner && /^(StatefulSet|DaemonSet)$/.test(owner.kind)
    ? `${owner.kind.toLowerCase()}/${owner.name}`
    : undefined
}
