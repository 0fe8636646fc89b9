import { parseArn } from '@rolecall/core'
import { refusePolicy } from '@rolecall/policy'
import type { PodIdentityAssociation } from '../../../records/pod-identity-association.ts'
import { associationFaults } from './association-faults.ts'

type Settings = Pick<PodIdentityAssociation, 'disableSessionTags' | 'policy' | 'targetRoleArn'>

/** Characters, white space counted: STS counts so when the session is made. */
const longestPolicy = 2048

/**
 * Refuses settings that could never give a session. A target role need not exist: it may be any account's, and
 * nobody is told whether it is there.
 *
 * @throws Fault InvalidParameterException
 */
export function refuseSettings(clusterName: string, settings: Settings): void {
  const { disableSessionTags, policy, targetRoleArn } = settings
  if (targetRoleArn !== undefined) {
    const role = parseArn(targetRoleArn)
    if (role?.service !== 'iam' || !/^\d{12}$/.test(role.account) || !/^role\/./.test(role.resource)) {
      throw associationFaults.invalid(clusterName, 'The targetRoleArn is no ARN of a role.')
    }
  }
  if (policy === undefined) return
  if (!disableSessionTags) throw associationFaults.policyWithTags(clusterName)
  if (policy.length > longestPolicy) {
    throw associationFaults.invalid(clusterName, `The policy is longer than ${longestPolicy} characters.`)
  }
  const refusal = refusePolicy(policy, 'session')
  if (refusal) throw associationFaults.invalid(clusterName, `The policy is invalid: ${refusal.message}`)
}
