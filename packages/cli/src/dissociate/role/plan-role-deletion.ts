import { parseArn } from '@rolecall/core'
import type { AwsAccess } from '../../aws/aws-access.ts'
import { podIdentityRoleName } from '../../plan/pod-identity-role-name.ts'
import { readRole } from '../../plan/read-role.ts'
import type { Step } from '../../plan/step.ts'
import { Refusal } from '../../refusal.ts'
import type { DissociateOptions } from '../dissociate-options.ts'
import type { Dissociation } from '../read-dissociation.ts'
import { roleStep } from './role-step.ts'
import { roleUses } from './role-uses.ts'

/**
 * The deletion of the role of the association, or where that is gone, of the role that is named or of the one that
 * `associate` makes when it is given no name. Nothing when there is no such role.
 *
 * @throws Refusal when it is not to be deleted
 */
export async function planRoleDeletion(
  aws: AwsAccess,
  found: Dissociation,
  options: DissociateOptions,
): Promise<Step | undefined> {
  const { cluster, namespace, serviceAccount } = options
  const given = found.association?.roleArn ?? options.roleArn
  const name =
    given === undefined
      ? podIdentityRoleName(cluster, { namespace, serviceAccountName: serviceAccount })
      : given.slice(given.lastIndexOf('/') + 1)
  if (given !== undefined && parseArn(given)?.account !== found.account)
    throw new Refusal(`${given} is of another account, so rolecall did not make it`)
  const iam = await aws.iam()
  const state = name === undefined ? undefined : await readRole(iam, name)
  if (name === undefined || !state) return undefined
  const uses = await roleUses(await aws.eks(), iam, {
    ...(found.hasCluster ? { clusterName: cluster } : {}),
    role: { arn: state.arn, name },
    except: found.association?.associationId,
  })
  return roleStep(name, state, uses, found, options)
}
