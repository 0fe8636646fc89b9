const folder = '/var/run/secrets/pods.eks.amazonaws.com/serviceaccount'

interface Variable {
  readonly name: string
  readonly value: string
}

/** A pod of `shop/reports` as it stands after the webhook for EKS Pod Identity, made on 1 June 2026. */
export function associatedPod(more: readonly Variable[] = []) {
  const env = [
    { name: 'AWS_CONTAINER_CREDENTIALS_FULL_URI', value: 'http://169.254.170.23/v1/credentials' },
    { name: 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE', value: `${folder}/eks-pod-identity-token` },
    ...more,
  ]
  const token = { audience: 'pods.eks.amazonaws.com', path: 'eks-pod-identity-token' }
  return {
    kind: 'Pod',
    metadata: { name: 'reports-a', namespace: 'shop', creationTimestamp: '2026-06-01T00:00:00Z' },
    spec: {
      serviceAccountName: 'reports',
      containers: [{ name: 'main', env, volumeMounts: [{ name: 'token', mountPath: folder }] }],
      volumes: [{ name: 'token', projected: { sources: [{ serviceAccountToken: token }] } }],
    },
  }
}
