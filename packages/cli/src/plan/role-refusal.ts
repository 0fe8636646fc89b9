import { ownership } from './ownership.ts'
import type { RoleState } from './present.ts'
import { trustedProviders } from './trusted-providers.ts'
import type { WantedRole } from './wanted-role.ts'

/**
 * Why a role that exists is someone else's, or nothing. A name proves nothing: `a-b/c` and `a/b-c` come to the
 * same one, and so do clusters of one name in two regions. To hand a role on is to hand on what it may do.
 */
export function roleRefusal(wanted: WantedRole, state: RoleState, adopt: boolean): string | undefined {
  for (const tag of [ownership.cluster, ownership.clusterBefore, ownership.clusterArn]) {
    const other = state.tags[tag]
    if (other !== undefined && other !== wanted.tags[tag]) {
      return `belongs to the cluster ${other}; give the role another name in one of the files`
    }
  }
  if (adopt) return undefined
  const account = state.tags[ownership.serviceAccount]
  if (account !== undefined && account !== wanted.tags[ownership.serviceAccount]) {
    return `belongs to the ServiceAccount ${account}; --adopt moves it, roleName asks for another role`
  }
  if (account === undefined && state.tags[ownership.managed] !== undefined) {
    return `has no tag ${ownership.serviceAccount}, so that it may be another's; --adopt takes it over`
  }
  // Before the cluster has an issuer no provider can be its own.
  const own = trustedProviders(wanted.trust ?? null)
  const other = trustedProviders(state.trust).find((arn) => !own.includes(arn))
  if (other !== undefined) {
    return `trusts ${other}, which is not the provider of this cluster; --adopt moves it`
  }
  return undefined
}
