/**
 * Source: "IAM and AWS STS quotas", IAM User Guide. Of roles and policies an account has as many as AWS gives on
 * request, because here is nobody to ask.
 */
export const iamQuotas = {
  accessKeysPerUser: 2,
  attachedPoliciesPerGroup: 10,
  attachedPoliciesPerRole: 10,
  attachedPoliciesPerUser: 10,
  clientIdsPerProvider: 100,
  groupsPerAccount: 300,
  groupsPerUser: 10,
  mfaDevicesPerUser: 8,
  instanceProfilesPerAccount: 1000,
  policiesPerAccount: 5000,
  policyVersionsInUse: 10_000,
  providersPerAccount: 100,
  privateKeysPerSamlProvider: 2,
  samlProvidersPerAccount: 100,
  rolesPerAccount: 10_000,
  rolesPerInstanceProfile: 1,
  serverCertificatesPerAccount: 20,
  signingCertificatesPerUser: 2,
  tagsPerResource: 50,
  thumbprintsPerProvider: 5,
  usersPerAccount: 5000,
  versionsPerPolicy: 5,
  virtualMfaDevicesPerAccount: 5000,
} as const
