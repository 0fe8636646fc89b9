import type { ProvenPod } from './prove-pod.ts'

/**
 * The six session tags of a pod, all of them transitive. Source: "Grant Pods access to AWS resources based on tags",
 * Amazon EKS User Guide.
 */
export function podSessionTags({
  cluster,
  namespace,
  pod,
  serviceAccount,
}: ProvenPod): Record<string, string> {
  return {
    'eks-cluster-arn': cluster.arn,
    'eks-cluster-name': cluster.name,
    'kubernetes-namespace': namespace,
    'kubernetes-service-account': serviceAccount.name,
    'kubernetes-pod-name': pod.name,
    'kubernetes-pod-uid': pod.uid,
  }
}
