import type { ClusterConfig } from '../cluster-config/cluster-config.ts'
import { associationSteps } from './association-steps.ts'
import { clusterSteps } from './cluster-steps.ts'
import { missingPolicySteps } from './missing-policy-steps.ts'
import { missingRoleSteps } from './missing-role-steps.ts'
import type { Present } from './present.ts'
import { providerSteps } from './provider-steps.ts'
import { roleSteps } from './role-steps.ts'
import { serviceAccountSteps } from './service-account-steps.ts'
import type { Step } from './step.ts'
import { wantedRoles } from './wanted-roles.ts'

/** Compares what a file wants with what there is. The steps stand in the order in which they can be done. */
export function planSteps(config: ClusterConfig, present: Present, adopt = false): Step[] {
  const cluster = clusterSteps(config, present)
  // Without a cluster nothing below it can be told apart from what is missing.
  if (cluster.some(({ change }) => change === 'refuse')) return cluster
  const roles = wantedRoles(config, present)
  return [
    ...cluster,
    ...providerSteps(config, present),
    ...roles.flatMap((wanted) => missingPolicySteps(wanted, present)),
    ...missingRoleSteps(config, present),
    // A role may be called `constructor`.
    ...roles.flatMap((wanted) =>
      roleSteps(
        wanted,
        Object.hasOwn(present.roles, wanted.name) ? present.roles[wanted.name] : undefined,
        adopt,
      ),
    ),
    ...serviceAccountSteps(config, present),
    ...associationSteps(config, present, adopt),
  ]
}
