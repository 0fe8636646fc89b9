import { reach, requestContext } from '@rolecall/policy'
import type { Cluster } from '../../../records/cluster.ts'
import type { Reader } from '../../../store/store.ts'
import { trustedRole } from '../../sts/trusted-role.ts'
import { associationFaults } from './association-faults.ts'

/** A role is looked up by its whole ARN, so that no more of its form is asked. */
const roleForm = /^arn:[^:]+:iam::\d{12}:role\/./

interface Asked {
  readonly roleArn: string
  readonly disableSessionTags: boolean
}

/**
 * Refuses a role that is not there, is another account's, or can never be assumed for a pod. Conditions of its trust
 * policy are left open, as AWS does: they are about pods, and decided when one comes.
 *
 * @throws Fault InvalidParameterException
 */
export async function refuseRole(
  cluster: Cluster,
  { roleArn, disableSessionTags }: Asked,
  reader: Reader,
): Promise<void> {
  const found = roleForm.test(roleArn) ? await trustedRole(roleArn, reader) : undefined
  if (found?.role.account !== cluster.account) throw associationFaults.noSuchRole(cluster.name)
  const resource = { arn: roleArn, account: cluster.account }
  const principal = { type: 'service', name: 'pods.eks.amazonaws.com' } as const
  for (const action of ['sts:AssumeRole', ...(disableSessionTags ? [] : ['sts:TagSession'])]) {
    const { outcome } = reach(
      { principal, action, resource, context: requestContext([]) },
      { identity: [], resource: found.policies.resource },
    )
    if (outcome === 'never') throw associationFaults.untrusting(cluster.name)
  }
}
