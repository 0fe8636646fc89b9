import type { ClusterConfig } from '../cluster-config/cluster-config.ts'
import { clusterSteps } from './cluster-steps.ts'
import type { Present } from './present.ts'
import { providerSteps } from './provider-steps.ts'
import { roleNameOf } from './role-name-of.ts'
import { roleSteps } from './role-steps.ts'
import { serviceAccountSteps } from './service-account-steps.ts'
import type { Step } from './step.ts'
import { wantedRole } from './wanted-role.ts'

/** Compares what a file wants with what there is. The steps stand in the order in which they can be done. */
export function planSteps(config: ClusterConfig, present: Present, adopt = false): Step[] {
  const cluster = clusterSteps(config, present)
  // Without a cluster nothing below it can be told apart from what is missing.
  if (cluster.some(({ change }) => change === 'refuse')) return cluster
  const roles = (config.iam?.serviceAccounts ?? []).flatMap((account) => {
    const name = roleNameOf(config.metadata.name, account)
    if (name === undefined) return []
    // A role may be called `constructor`.
    const state = Object.hasOwn(present.roles, name) ? present.roles[name] : undefined
    return roleSteps(wantedRole(config, account, name, present), state, adopt)
  })
  return [...cluster, ...providerSteps(config, present), ...roles, ...serviceAccountSteps(config, present)]
}
