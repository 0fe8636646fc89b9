import { roleNameOf } from '../plan/role-name-of.ts'
import { checkPolicy } from './check-policy.ts'
import type { ClusterConfig, IamServiceAccount } from './cluster-config.ts'
import type { Finding } from './reading.ts'
import { serviceAccountName } from './service-account-name.ts'

type Places = ReadonlyMap<string, { readonly line: number; readonly column: number }>
type Said = readonly [path: string, message: string]

const clusterName = /^[0-9A-Za-z][\w-]{0,99}$/
const region = /^[a-z]{2,8}(-[a-z]+){1,3}-\d{1,2}$/
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/
const subdomain = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/
const roleName = /^[\w+=,.@-]{1,64}$/
const roleArn = /^arn:aws[a-z0-9-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/
const policyArn = /^arn:aws[a-z0-9-]*:iam::(\d{12}|aws):policy\/[\w+=,.@/-]+$/

/** What the fields cannot say one by one: formats, and what goes together. Words and rules are eksctl's. */
export function checkClusterConfig(config: ClusterConfig, places: Places): Finding[] {
  const { metadata, iam } = config
  const accounts = iam?.serviceAccounts ?? []
  const said: Said[] = [
    ...form('metadata.name', metadata.name, clusterName, 'is no name of an EKS cluster'),
    ...form('metadata.region', metadata.region, region, 'is no AWS region'),
    ...form('iam.serviceRoleARN', iam?.serviceRoleARN, roleArn, 'is no ARN of a role'),
    ...form('iam.serviceRolePermissionsBoundary', iam?.serviceRolePermissionsBoundary, policyArn, noPolicy),
    ...when(
      'iam.serviceAccounts',
      accounts.length > 0 && !iam?.withOIDC,
      'needs iam.withOIDC: true, because roles trust the OIDC issuer of the cluster',
    ),
    ...accounts.flatMap((account, at) => checkServiceAccount(account, `iam.serviceAccounts[${at}]`)),
    ...twice(accounts, 'metadata.name', serviceAccountName),
    // To IAM `Reports` and `reports` are one role.
    ...twice(accounts, 'roleName', (account) => roleNameOf(metadata.name, account)?.toLowerCase()),
  ]
  return said.map(([path, message]) => ({ path, ...placeOf(path, places), message }))
}

const noPolicy = 'is no ARN of a policy'

function checkServiceAccount(account: IamServiceAccount, path: string): Said[] {
  const { metadata, attachPolicyARNs = [], attachPolicy, attachRoleARN } = account
  const attaches = attachPolicyARNs.length > 0 || attachPolicy !== undefined
  const shapesRole =
    attaches || account.roleName || account.permissionsBoundary || account.subjectPattern || account.tags
  return [
    ...form(`${path}.metadata.name`, metadata.name, subdomain, 'is no name of a ServiceAccount'),
    ...form(`${path}.metadata.namespace`, metadata.namespace, label, 'is no name of a namespace'),
    ...form(`${path}.roleName`, account.roleName, roleName, 'is no name of a role'),
    ...form(`${path}.attachRoleARN`, attachRoleARN, roleArn, 'is no ARN of a role'),
    ...form(`${path}.permissionsBoundary`, account.permissionsBoundary, policyArn, noPolicy),
    ...attachPolicyARNs.flatMap((arn, at) =>
      form(`${path}.attachPolicyARNs[${at}]`, arn, policyArn, noPolicy),
    ),
    ...(attachPolicy === undefined ? [] : checkPolicy(attachPolicy, `${path}.attachPolicy`)),
    ...when(path, !attaches && !attachRoleARN, 'needs attachPolicyARNs, attachPolicy or attachRoleARN'),
    ...when(
      `${path}.attachRoleARN`,
      attachRoleARN !== undefined && Boolean(shapesRole),
      'uses a role as it is; roleName, policies, boundary, subjectPattern and tags would change it',
    ),
    ...when(
      `${path}.roleOnly`,
      account.roleOnly === true && attachRoleARN !== undefined,
      'leaves nothing to do beside attachRoleARN',
    ),
    ...when(
      `${path}.metadata.annotations`,
      metadata.annotations?.['eks.amazonaws.com/role-arn'] !== undefined,
      'sets eks.amazonaws.com/role-arn, which follows from the role; use attachRoleARN for another role',
    ),
  ]
}

function form(path: string, value: string | undefined, pattern: RegExp, words: string): Said[] {
  return value === undefined || pattern.test(value) ? [] : [[path, `${JSON.stringify(value)} ${words}`]]
}

function when(path: string, holds: boolean, message: string): Said[] {
  return holds ? [[path, message]] : []
}

function twice(
  accounts: readonly IamServiceAccount[],
  field: string,
  nameOf: (account: IamServiceAccount) => string | undefined,
): Said[] {
  const seen = new Set<string>()
  return accounts.flatMap((account, at): Said[] => {
    const name = nameOf(account)
    if (name === undefined) return []
    const again = seen.has(name)
    seen.add(name)
    return when(`iam.serviceAccounts[${at}].${field}`, again, `names ${name}, which stands above already`)
  })
}

/** The place of the path itself, or of the nearest thing around it that stands in the file. */
function placeOf(path: string, places: Places): { line: number; column: number } {
  for (let at = path; at !== ''; at = at.replace(/(^|\.)[^.]*$/, '')) {
    const place = places.get(at)
    if (place) return place
  }
  return { line: 1, column: 1 }
}
