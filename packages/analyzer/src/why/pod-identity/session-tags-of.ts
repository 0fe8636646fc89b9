import { find } from '../../snapshot/find.ts'
import type { Path } from '../path.ts'
import type { PodSubject } from '../question.ts'

/**
 * The tags of a session that EKS gives to a pod, and the keys of those whose values differ from pod to pod; none
 * where the association turns them off. Source: "Grant Pods access to AWS resources based on tags", EKS.
 */
export function sessionTagsOf({
  association,
  question,
  snapshot,
}: Pick<Path<PodSubject>, 'association' | 'question' | 'snapshot'>): {
  readonly tags: readonly (readonly [key: string, value: string])[]
  readonly unknown: readonly string[]
} {
  if (association?.disableSessionTags) return { tags: [], unknown: [] }
  const cluster = find(snapshot, 'clusters', question.cluster)
  const arn = cluster.state === 'found' ? cluster.item.arn : ''
  return {
    tags: [
      ...(arn === '' ? [] : [['eks-cluster-arn', arn] as const]),
      ['eks-cluster-name', question.cluster],
      ['kubernetes-namespace', question.namespace],
      ['kubernetes-service-account', question.serviceAccount],
    ],
    unknown: ['kubernetes-pod-name', 'kubernetes-pod-uid', ...(arn === '' ? ['eks-cluster-arn'] : [])],
  }
}
