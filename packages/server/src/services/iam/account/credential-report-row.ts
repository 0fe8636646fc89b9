import { accessKeys } from '../../../records/access-key.ts'
import { loginProfiles } from '../../../records/login-profile.ts'
import { passwordPolicies } from '../../../records/password-policy.ts'
import type { User } from '../../../records/user.ts'
import { userMfaDevices } from '../../../records/user-mfa-device.ts'
import type { LastUse } from '../../../trail/last-use.ts'
import { wholeSeconds } from '../../../trail/whole-seconds.ts'
import type { ServiceContext } from '../../service-context.ts'
import { serviceNamespace } from '../last-use/service-namespace.ts'
import { passwordStanding } from '../login-profile/password-standing.ts'

/** What a report says of one user: a value for each of its columns, in their order. */
export type CredentialReportRow = Readonly<Record<(typeof columns)[number], string>>

const columns = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  'access_key_1_active',
  'access_key_1_last_rotated',
  'access_key_1_last_used_date',
  'access_key_1_last_used_region',
  'access_key_1_last_used_service',
  'access_key_2_active',
  'access_key_2_last_rotated',
  'access_key_2_last_used_date',
  'access_key_2_last_used_region',
  'access_key_2_last_used_service',
  'cert_1_active',
  'cert_1_last_rotated',
  'cert_2_active',
  'cert_2_last_rotated',
] as const

const none = 'N/A'

/** The rows of a report. Source: "Generate credential reports for your AWS account", IAM User Guide. */
export const credentialReportRow = {
  columns,

  root: (account: string, partition: string, createdAt: number): CredentialReportRow => ({
    ...noKeys,
    user: '<root_account>',
    arn: `arn:${partition}:iam::${account}:root`,
    user_creation_time: wholeSeconds(createdAt),
    password_enabled: 'not_supported',
    // Nothing here signs in with a root user's password.
    password_last_used: 'no_information',
    password_last_changed: 'not_supported',
    password_next_rotation: 'not_supported',
    mfa_active: 'false',
  }),

  async user(
    user: User,
    uses: ReadonlyMap<string, LastUse>,
    context: ServiceContext,
  ): Promise<CredentialReportRow> {
    const [one, two] = [...user.accessKeyIds].sort()
    return {
      ...noKeys,
      user: user.name,
      arn: user.arn,
      user_creation_time: wholeSeconds(user.createdAt),
      ...(await passwordColumns(user, context)),
      mfa_active: String(await hasMfaDevice(user, context)),
      ...(one === undefined ? {} : await keyColumns(1, one, uses, context)),
      ...(two === undefined ? {} : await keyColumns(2, two, uses, context)),
    }
  },
}

/** Nobody signs in with a password here yet, so that none was ever used. */
async function passwordColumns(
  { account, id }: User,
  { transaction }: ServiceContext,
): Promise<Pick<CredentialReportRow, PasswordColumn>> {
  const profile = await transaction.get(loginProfiles, [account, id])
  if (!profile) {
    return {
      password_enabled: 'false',
      password_last_used: none,
      password_last_changed: none,
      password_next_rotation: none,
    }
  }
  const policy = await transaction.get(passwordPolicies, [account])
  const expiresAt = passwordStanding.expiresAt(profile, policy)
  return {
    password_enabled: 'true',
    password_last_used: 'no_information',
    password_last_changed: wholeSeconds(profile.passwordChangedAt),
    password_next_rotation: expiresAt === undefined ? none : wholeSeconds(expiresAt),
  }
}

type PasswordColumn = Extract<(typeof columns)[number], `password_${string}`>

async function hasMfaDevice({ account, id }: User, { transaction }: ServiceContext): Promise<boolean> {
  return (await transaction.list(userMfaDevices, [account, id], { limit: 1 })).length > 0
}

const noKeys = {
  access_key_1_active: 'false',
  access_key_1_last_rotated: none,
  access_key_1_last_used_date: none,
  access_key_1_last_used_region: none,
  access_key_1_last_used_service: none,
  access_key_2_active: 'false',
  access_key_2_last_rotated: none,
  access_key_2_last_used_date: none,
  access_key_2_last_used_region: none,
  access_key_2_last_used_service: none,
  cert_1_active: 'false',
  cert_1_last_rotated: none,
  cert_2_active: 'false',
  cert_2_last_rotated: none,
}

async function keyColumns(
  place: 1 | 2,
  id: string,
  uses: ReadonlyMap<string, LastUse>,
  { transaction }: ServiceContext,
): Promise<Partial<CredentialReportRow>> {
  const key = await transaction.get(accessKeys, [id])
  if (!key) throw new Error(`access key ${id} of a user does not exist`)
  const use = uses.get(id)
  return {
    [`access_key_${place}_active`]: String(key.status === 'Active'),
    [`access_key_${place}_last_rotated`]: wholeSeconds(key.createdAt),
    [`access_key_${place}_last_used_date`]: use ? wholeSeconds(use.time) : none,
    [`access_key_${place}_last_used_region`]: use?.region ?? none,
    [`access_key_${place}_last_used_service`]: use ? serviceNamespace(use.source) : none,
  }
}
