import { DescribeClusterCommand } from '@aws-sdk/client-eks'
import { GetOpenIDConnectProviderCommand } from '@aws-sdk/client-iam'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { parseArn, partitionOf } from '@rolecall/core'
import type { AwsAccess } from '../aws/aws-access.ts'
import { isAwsEndpoint } from '../aws/is-aws-endpoint.ts'
import { stsEndpoint } from '../aws/sts-endpoint.ts'
import { openKubernetes } from '../cluster/open-kubernetes.ts'
import type { ClusterConfig } from '../cluster-config/cluster-config.ts'
import { serviceAccountName } from '../cluster-config/service-account-name.ts'
import { Refusal } from '../refusal.ts'
import { accountsInCluster } from './accounts-in-cluster.ts'
import { clusterRoleName } from './cluster-role-name.ts'
import { inParallel } from './in-parallel.ts'
import { namedRoles } from './named-roles.ts'
import { podIdentityRoleName } from './pod-identity-role-name.ts'
import type { ClusterState, Present, ServiceAccountState } from './present.ts'
import { providerName } from './provider-name.ts'
import { readAssociations } from './read-associations.ts'
import { readMissingPolicies } from './read-missing-policies.ts'
import { readMissingRoles } from './read-missing-roles.ts'
import { readRole } from './read-role.ts'
import { roleNameOf } from './role-name-of.ts'
import { unlessMissing } from './unless-missing.ts'
import { wantedRoles } from './wanted-roles.ts'

/** Reads what a file speaks of from AWS and the cluster. Changes nothing. */
export async function readPresent(
  aws: AwsAccess,
  config: ClusterConfig,
  kubeconfig?: string,
): Promise<Present> {
  const { name, region } = config.metadata
  const [eks, iam, sts] = await Promise.all([aws.eks(), aws.iam(), aws.sts()])
  const caller = await sts.send(new GetCallerIdentityCommand({}))
  const endpoint = await stsEndpoint(sts)
  const account = caller.Account
  if (!account) throw new Refusal(`what answers at ${endpoint.host} does not speak as AWS does`)
  const partition = parseArn(caller.Arn ?? '')?.partition ?? partitionOf(region)

  const described = (await unlessMissing(eks.send(new DescribeClusterCommand({ name }))))?.cluster
  const usable = described?.status === 'ACTIVE' || described?.status === 'UPDATING'
  const issuer = usable ? described.identity?.oidc?.issuer : undefined
  const cluster: ClusterState | undefined = described && {
    status: described.status ?? 'UNKNOWN',
    ...(described.version ? { version: described.version } : {}),
    ...(issuer ? { issuer } : {}),
  }
  const providerArn = issuer && `arn:${partition}:iam::${account}:oidc-provider/${providerName(issuer)}`
  const provider = providerArn
    ? await unlessMissing(
        iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: providerArn })),
      )
    : undefined

  const accounts = config.iam?.serviceAccounts ?? []
  const associated = config.iam?.podIdentityAssociations ?? []
  const roleNames = [
    ...accounts.flatMap((one) => roleNameOf(name, one) ?? []),
    ...associated.flatMap((one) => podIdentityRoleName(name, one) ?? []),
    ...(cluster ? [] : [clusterRoleName(name)]),
  ]
  const roles = await inParallel(roleNames, async (role) => [role, await readRole(iam, role)] as const)

  const associations = described ? await readAssociations(eks, name, associated) : {}
  const inCluster = accountsInCluster(config)
  const kubernetes =
    described && issuer && inCluster.length > 0 ? await openKubernetes(aws, described, kubeconfig) : undefined
  const namespaces = kubernetes
    ? await inParallel(
        [...new Set(inCluster.map(({ metadata }) => metadata.namespace ?? 'default'))],
        (one) => unlessMissing(kubernetes.namespaces.get(one)),
      )
    : []
  const serviceAccounts = kubernetes
    ? await inParallel(inCluster, async (one) => {
        const { namespace = 'default', name: called } = one.metadata
        const found = await unlessMissing(kubernetes.serviceAccounts(namespace).get(called))
        const { labels = {}, annotations = {} } = found?.metadata ?? {}
        return [serviceAccountName(one), found && { labels, annotations }] as const
      })
    : []
  const present: Present = {
    account,
    partition,
    region,
    ...(isAwsEndpoint(endpoint) ? {} : { endpoint: endpoint.href.replace(/\/$/, '') }),
    ...(cluster ? { cluster } : {}),
    ...(provider ? { provider: { clientIds: provider.ClientIDList ?? [] } } : {}),
    roles: there(roles),
    missingPolicies: {},
    missingRoles: {},
    associations,
    namespaces: namespaces.flatMap((one) => one?.metadata?.name ?? []),
    serviceAccounts: there<ServiceAccountState>(serviceAccounts),
  }
  const missingPolicies = await readMissingPolicies(iam, wantedRoles(config, present), present.roles)
  const own = namedRoles(config, present).flatMap(({ arn }) =>
    parseArn(arn)?.account === account ? arn : [],
  )
  const missingRoles = await readMissingRoles(iam, own)
  return { ...present, missingPolicies, missingRoles }
}

function there<T>(entries: readonly (readonly [string, T | undefined])[]): Record<string, T> {
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, T] => entry[1] !== undefined))
}
