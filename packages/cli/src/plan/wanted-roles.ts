import type { ClusterConfig } from '../cluster-config/cluster-config.ts'
import { podIdentityRoleName } from './pod-identity-role-name.ts'
import type { Present } from './present.ts'
import { roleNameOf } from './role-name-of.ts'
import { wantedPodIdentityRole } from './wanted-pod-identity-role.ts'
import { type WantedRole, wantedRole } from './wanted-role.ts'

/** The roles of a file's ServiceAccounts and associations, but for those that it brings. */
export function wantedRoles(config: ClusterConfig, present: Present): WantedRole[] {
  const { serviceAccounts = [], podIdentityAssociations = [] } = config.iam ?? {}
  return [
    ...serviceAccounts.flatMap((one) => {
      const name = roleNameOf(config.metadata.name, one)
      return name === undefined ? [] : [wantedRole(config, one, name, present)]
    }),
    ...podIdentityAssociations.flatMap((one) => {
      const name = podIdentityRoleName(config.metadata.name, one)
      return name === undefined ? [] : [wantedPodIdentityRole(config, one, name, present)]
    }),
  ]
}
