import { refusePolicy } from '@rolecall/policy'
import type { Cluster } from '../../../records/cluster.ts'
import type { PodIdentityAssociation } from '../../../records/pod-identity-association.ts'
import { associationFaults } from './association-faults.ts'
import { isRoleArn } from './is-role-arn.ts'

type Settings = Pick<PodIdentityAssociation, 'disableSessionTags' | 'policy' | 'targetRoleArn'>

/** Characters, white space counted: STS counts so when the session is made. */
const longestPolicy = 2048

/**
 * Refuses settings that could never give a session. A target role need not exist: it may be any account's, and
 * nobody is told whether it is there.
 *
 * @throws Fault InvalidParameterException
 */
export function refuseSettings(cluster: Cluster, settings: Settings): void {
  const { disableSessionTags, policy, targetRoleArn } = settings
  const clusterName = cluster.name
  if (targetRoleArn !== undefined && !isRoleArn(targetRoleArn, cluster)) {
    throw associationFaults.invalid(clusterName, 'The targetRoleArn is no ARN of a role.')
  }
  if (policy === undefined) return
  if (!disableSessionTags) throw associationFaults.policyWithTags(clusterName)
  if (policy.length > longestPolicy) {
    throw associationFaults.invalid(clusterName, `The policy is longer than ${longestPolicy} characters.`)
  }
  const refusal = refusePolicy(policy, 'session')
  if (refusal) throw associationFaults.invalid(clusterName, `The policy is invalid: ${refusal.message}`)
}
