/** What a token of a ServiceAccount says who it is. Source: Kubernetes, "Service account tokens". */
export function subjectOf({
  namespace,
  serviceAccount,
}: {
  namespace: string
  serviceAccount: string
}): string {
  return `system:serviceaccount:${namespace}:${serviceAccount}`
}
