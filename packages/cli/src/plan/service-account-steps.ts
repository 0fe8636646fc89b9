import type { ClusterConfig, IamServiceAccount } from '../cluster-config/cluster-config.ts'
import { serviceAccountName } from '../cluster-config/service-account-name.ts'
import { accountsInCluster } from './accounts-in-cluster.ts'
import type { Present, ServiceAccountState } from './present.ts'
import { roleNameOf } from './role-name-of.ts'
import type { Step } from './step.ts'

type Texts = Readonly<Record<string, string>>

/** What makes the namespaces and ServiceAccounts of the file exist and carry their roles. */
export function serviceAccountSteps(config: ClusterConfig, present: Present): Step[] {
  const accounts = accountsInCluster(config)
  const namespaces = new Set(accounts.map(({ metadata }) => metadata.namespace ?? 'default'))
  const active = present.cluster?.issuer !== undefined
  const steps = [
    ...[...namespaces].map((name): Step => {
      const what = `namespace ${name}`
      if (present.namespaces.includes(name)) return { change: 'keep', what, calls: [] }
      const object = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }
      return { change: 'create', what, calls: [{ call: 'kubernetes:CreateNamespace', input: { object } }] }
    }),
    ...accounts.map((account) =>
      serviceAccountStep(
        account,
        account.isAssociated ? undefined : roleArnOf(config, account, present),
        present.serviceAccounts[serviceAccountName(account)],
      ),
    ),
  ]
  return active ? steps : steps.map((step): Step => ({ ...step, calls: [], afterCluster: true }))
}

function roleArnOf(config: ClusterConfig, account: IamServiceAccount, present: Present): string {
  const name = roleNameOf(config.metadata.name, account)
  if (name === undefined) return account.attachRoleARN ?? ''
  // A role that was taken over may stand under a path.
  const state = Object.hasOwn(present.roles, name) ? present.roles[name] : undefined
  return state?.arn ?? `arn:${present.partition}:iam::${present.account}:role/${name}`
}

function serviceAccountStep(
  account: IamServiceAccount,
  roleArn: string | undefined,
  state: ServiceAccountState | undefined,
): Step {
  const { name, namespace = 'default', labels = {} } = account.metadata
  const annotations = {
    ...account.metadata.annotations,
    ...(roleArn === undefined ? {} : { 'eks.amazonaws.com/role-arn': roleArn }),
  }
  const what = `ServiceAccount ${namespace}/${name}`
  if (!state) {
    const made = { 'app.kubernetes.io/managed-by': 'rolecall', ...labels }
    const metadata = { name, namespace, labels: made, annotations }
    const object = { apiVersion: 'v1', kind: 'ServiceAccount', metadata }
    const details = roleArn === undefined ? [] : [`assumes ${roleArn}`]
    const input = { namespace, object }
    return { change: 'create', what, details, calls: [{ call: 'kubernetes:CreateServiceAccount', input }] }
  }
  // Only what the file names: others annotate ServiceAccounts too.
  const changed = {
    labels: differing(state.labels, labels),
    annotations: differing(state.annotations, annotations),
  }
  const details = [
    ...lines('label', state.labels, changed.labels),
    ...lines('annotation', state.annotations, changed.annotations),
  ]
  if (details.length === 0) return { change: 'keep', what, calls: [] }
  const input = { namespace, name, patch: { metadata: changed } }
  return { change: 'change', what, details, calls: [{ call: 'kubernetes:PatchServiceAccount', input }] }
}

function differing(present: Texts, wanted: Texts): Texts {
  return Object.fromEntries(Object.entries(wanted).filter(([key, value]) => present[key] !== value))
}

function lines(kind: string, present: Texts, changed: Texts): string[] {
  return Object.entries(changed).map(
    ([key, value]) => `${kind} ${key}: ${present[key] ?? '(none)'} → ${value}`,
  )
}
