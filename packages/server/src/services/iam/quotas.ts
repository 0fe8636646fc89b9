/** Source: "IAM and AWS STS quotas", IAM User Guide. */
export const iamQuotas = {
  accessKeysPerUser: 2,
  attachedPoliciesPerGroup: 10,
  attachedPoliciesPerRole: 10,
  attachedPoliciesPerUser: 10,
  clientIdsPerProvider: 100,
  groupsPerAccount: 300,
  groupsPerUser: 10,
  mfaDevicesPerUser: 8,
  providersPerAccount: 100,
  privateKeysPerSamlProvider: 2,
  samlProvidersPerAccount: 100,
  tagsPerResource: 50,
  thumbprintsPerProvider: 5,
  usersPerAccount: 5000,
  versionsPerPolicy: 5,
  virtualMfaDevicesPerAccount: 5000,
} as const
