/** The annotations of a ServiceAccount that the webhook reads. Source: amazon-eks-pod-identity-webhook. */
export const annotations = {
  role: 'eks.amazonaws.com/role-arn',
  audience: 'eks.amazonaws.com/audience',
} as const
