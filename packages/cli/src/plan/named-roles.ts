import type { ClusterConfig, PodIdentityAssociation } from '../cluster-config/cluster-config.ts'
import type { Present } from './present.ts'
import { wantedRoles } from './wanted-roles.ts'

/** The associations that are to have a role which their file brings: neither one that it makes nor the one they have. */
export function namedRoles(
  config: ClusterConfig,
  present: Present,
): { readonly association: PodIdentityAssociation; readonly arn: string }[] {
  const made = wantedRoles(config, present).map(
    ({ name }) => `arn:${present.partition}:iam::${present.account}:role/${name}`,
  )
  return (config.iam?.podIdentityAssociations ?? []).flatMap((association) => {
    const { namespace, serviceAccountName, roleARN: arn } = association
    if (arn === undefined) return []
    const name = `${namespace}/${serviceAccountName}`
    const state = Object.hasOwn(present.associations, name) ? present.associations[name] : undefined
    return state?.roleArn === arn || made.includes(arn) ? [] : [{ association, arn }]
  })
}
