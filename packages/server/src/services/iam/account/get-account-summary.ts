import { GetAccountSummary$, type GetAccountSummaryResponse, type SummaryKeyType } from '@aws-sdk/client-iam'
import { policyQuotas } from '@rolecall/policy'
import { groups } from '../../../records/group.ts'
import { instanceProfiles } from '../../../records/instance-profile.ts'
import { managedPolicies } from '../../../records/managed-policy.ts'
import { mfaDevices } from '../../../records/mfa-device.ts'
import { openIdConnectProviders } from '../../../records/open-id-connect-provider.ts'
import { roles } from '../../../records/role.ts'
import { samlProviders } from '../../../records/saml-provider.ts'
import { users } from '../../../records/user.ts'
import type { Collection } from '../../../store/collection.ts'
import { operation } from '../../operation.ts'
import type { ServiceContext } from '../../service-context.ts'
import { iamQuotas } from '../quotas.ts'
import { findAccount } from './find-account.ts'

/** A number of the summary: what it is, or how it is counted. */
type Entry = number | ((context: ServiceContext) => Promise<number>)

/**
 * All that the summary holds. What this server does not have is counted as none: server and signing certificates,
 * and keys, passwords and MFA devices of root users.
 */
const entries: Readonly<Record<SummaryKeyType, Entry>> = {
  AccessKeysPerUserQuota: iamQuotas.accessKeysPerUser,
  AccountAccessKeysPresent: 0,
  AccountMFAEnabled: 0,
  AccountPasswordPresent: 0,
  AccountSigningCertificatesPresent: 0,
  AssumeRolePolicySizeQuota: policyQuotas.trust.characters,
  AttachedPoliciesPerGroupQuota: iamQuotas.attachedPoliciesPerGroup,
  AttachedPoliciesPerRoleQuota: iamQuotas.attachedPoliciesPerRole,
  AttachedPoliciesPerUserQuota: iamQuotas.attachedPoliciesPerUser,
  GlobalEndpointTokenVersion: async (context) => (await findAccount(context)).globalEndpointTokenVersion ?? 1,
  GroupPolicySizeQuota: policyQuotas['inline-group'].characters,
  Groups: count(groups),
  GroupsPerUserQuota: iamQuotas.groupsPerUser,
  GroupsQuota: iamQuotas.groupsPerAccount,
  InstanceProfiles: count(instanceProfiles),
  InstanceProfilesQuota: iamQuotas.instanceProfilesPerAccount,
  MFADevices: count(mfaDevices),
  MFADevicesInUse: async ({ transaction, account }) => {
    const all = await transaction.list(mfaDevices, [account])
    return all.filter(({ enabled }) => enabled !== undefined).length
  },
  Policies: count(managedPolicies),
  PoliciesQuota: iamQuotas.policiesPerAccount,
  PolicySizeQuota: policyQuotas.identity.characters,
  PolicyVersionsInUse: async ({ transaction, account }) => {
    const all = await transaction.list(managedPolicies, [account])
    return all.reduce((sum, { versions }) => sum + versions.length, 0)
  },
  PolicyVersionsInUseQuota: iamQuotas.policyVersionsInUse,
  Providers: async (context) =>
    (await count(openIdConnectProviders)(context)) + (await count(samlProviders)(context)),
  RolePolicySizeQuota: policyQuotas['inline-role'].characters,
  Roles: count(roles),
  RolesQuota: iamQuotas.rolesPerAccount,
  ServerCertificates: 0,
  ServerCertificatesQuota: iamQuotas.serverCertificatesPerAccount,
  SigningCertificatesPerUserQuota: iamQuotas.signingCertificatesPerUser,
  UserPolicySizeQuota: policyQuotas['inline-user'].characters,
  Users: count(users),
  UsersQuota: iamQuotas.usersPerAccount,
  VersionsPerPolicyQuota: iamQuotas.versionsPerPolicy,
}

export const getAccountSummary = operation<Record<never, never>, GetAccountSummaryResponse>(
  GetAccountSummary$,
  {
    authorize: () => [{ action: 'iam:GetAccountSummary', resource: '*' }],
    trail: { readOnly: true },
    async handle(_input, context) {
      const SummaryMap: Record<string, number> = {}
      for (const [key, entry] of Object.entries(entries)) {
        SummaryMap[key] = typeof entry === 'number' ? entry : await entry(context)
      }
      return { SummaryMap }
    },
  },
)

function count(collection: Collection<unknown, [account: string, name: string]>) {
  return ({ transaction, account }: ServiceContext): Promise<number> =>
    transaction.count(collection, [account])
}
