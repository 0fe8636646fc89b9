/** The trust policy of a role for EKS Pod Identity. Source: "EKS Pod Identity role", EKS User Guide. */
export const podIdentityTrust = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'pods.eks.amazonaws.com' },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
    },
  ],
} as const
