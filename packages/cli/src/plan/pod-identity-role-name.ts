import type { PodIdentityAssociation } from '../cluster-config/cluster-config.ts'
import { fittedRoleName } from './fitted-role-name.ts'

/** The role made for an association, called as eksctl's stack is, or nothing when the file brings one. */
export function podIdentityRoleName(cluster: string, one: PodIdentityAssociation): string | undefined {
  if (one.roleARN !== undefined) return undefined
  return (
    one.roleName ??
    fittedRoleName(`eksctl-${cluster}-podidentityrole-${one.namespace}-${one.serviceAccountName}`)
  )
}
