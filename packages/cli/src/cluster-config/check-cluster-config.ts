import { podIdentityRoleName } from '../plan/pod-identity-role-name.ts'
import { roleNameOf } from '../plan/role-name-of.ts'
import { checkPodIdentityAssociation } from './check-pod-identity-association.ts'
import { checkServiceAccount } from './check-service-account.ts'
import type { ClusterConfig } from './cluster-config.ts'
import { form } from './form.ts'
import type { Finding, Said } from './reading.ts'
import { serviceAccountName } from './service-account-name.ts'
import { when } from './when.ts'

type Places = ReadonlyMap<string, { readonly line: number; readonly column: number }>

/** What the fields cannot say one by one: formats, and what goes together. Words and rules are eksctl's. */
export function checkClusterConfig(config: ClusterConfig, places: Places): Finding[] {
  const { metadata, iam } = config
  const accounts = (iam?.serviceAccounts ?? []).map((one, at) => ({
    path: `iam.serviceAccounts[${at}]`,
    one,
    name: serviceAccountName(one),
    nameField: 'metadata.name',
    role: roleNameOf(metadata.name, one),
  }))
  const associations = (iam?.podIdentityAssociations ?? []).map((one, at) => ({
    path: `iam.podIdentityAssociations[${at}]`,
    one,
    name: `${one.namespace}/${one.serviceAccountName}`,
    nameField: 'serviceAccountName',
    role: podIdentityRoleName(metadata.name, one),
  }))
  const all = [...accounts, ...associations]
  const said: Said[] = [
    ...form('metadata.name', metadata.name, 'clusterName'),
    ...form('metadata.region', metadata.region, 'region'),
    ...form('iam.serviceRoleARN', iam?.serviceRoleARN, 'roleArn'),
    ...form('iam.serviceRolePermissionsBoundary', iam?.serviceRolePermissionsBoundary, 'policyArn'),
    ...when(
      'iam.serviceAccounts',
      accounts.length > 0 && !iam?.withOIDC,
      'needs iam.withOIDC: true, because roles trust the OIDC issuer of the cluster',
    ),
    ...accounts.flatMap(({ one, path }) => checkServiceAccount(one, path)),
    ...associations.flatMap(({ one, path }) => checkPodIdentityAssociation(one, path)),
    // A pod gets its role in one way: the webhook would take the association, and SDKs what they find first.
    ...twice(all.map(({ path, nameField, name }) => [`${path}.${nameField}`, name])),
    // To IAM `Reports` and `reports` are one role.
    ...twice(all.map(({ path, role }) => [`${path}.roleName`, role?.toLowerCase()])),
  ]
  return said.map(([path, message]) => ({ path, ...placeOf(path, places), message }))
}

function twice(named: readonly (readonly [path: string, name: string | undefined])[]): Said[] {
  const seen = new Set<string>()
  return named.flatMap(([path, name]): Said[] => {
    if (name === undefined) return []
    const again = seen.has(name)
    seen.add(name)
    return when(path, again, `names ${name}, which stands above already`)
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
