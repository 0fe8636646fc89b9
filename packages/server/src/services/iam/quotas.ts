/** Source: "IAM and AWS STS quotas", IAM User Guide. */
export const iamQuotas = {
  attachedPoliciesPerRole: 10,
  clientIdsPerProvider: 100,
  providersPerAccount: 100,
  tagsPerResource: 50,
  thumbprintsPerProvider: 5,
  versionsPerPolicy: 5,
} as const
