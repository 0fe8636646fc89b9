import { DescribePodIdentityAssociationCommand, type EKSClient } from '@aws-sdk/client-eks'
import { type IAMClient, paginateListInstanceProfilesForRole } from '@aws-sdk/client-iam'
import { listAssociations } from '../../cluster/list-associations.ts'
import { inParallel } from '../../plan/in-parallel.ts'
import { unlessMissing } from '../../plan/unless-missing.ts'

interface Where {
  /** Absent: the cluster is gone, and its associations with it. */
  readonly clusterName?: string
  readonly role: { readonly arn: string; readonly name: string }
  /** An association that is to be deleted. */
  readonly except: string | undefined
}

/**
 * Who else uses a role that only pods of one cluster can have: associations of that cluster, each of which has to be
 * asked for since lists do not tell roles, and instance profiles.
 */
export async function roleUses(
  eks: EKSClient,
  iam: IAMClient,
  { clusterName, role, except }: Where,
): Promise<string[]> {
  const uses: string[] = []
  const profiles = paginateListInstanceProfilesForRole({ client: iam }, { RoleName: role.name })
  for await (const { InstanceProfiles = [] } of profiles)
    uses.push(...InstanceProfiles.map(({ InstanceProfileName }) => `instance profile ${InstanceProfileName}`))
  if (clusterName === undefined) return uses

  const others: string[] = []
  for await (const { associationId } of listAssociations(eks, clusterName))
    if (associationId !== undefined && associationId !== except) others.push(associationId)
  const described = await inParallel(others, (associationId) =>
    unlessMissing(eks.send(new DescribePodIdentityAssociationCommand({ clusterName, associationId }))),
  )
  for (const one of described) {
    const { namespace, serviceAccount, roleArn, targetRoleArn } = one?.association ?? {}
    if (roleArn === role.arn || targetRoleArn === role.arn)
      uses.push(`Pod Identity association of ServiceAccount ${namespace}/${serviceAccount}`)
  }
  return uses
}
