import { checkPolicy } from './check-policy.ts'
import type { PodIdentityAssociation } from './cluster-config.ts'
import { form } from './form.ts'
import { readSessionPolicy } from './read-session-policy.ts'
import type { Said } from './reading.ts'
import { when } from './when.ts'

/** What is wrong with an entry of `iam.podIdentityAssociations`. */
export function checkPodIdentityAssociation(one: PodIdentityAssociation, path: string): Said[] {
  const { permissionPolicyARNs = [], permissionPolicy, roleARN, policy } = one
  const attaches = permissionPolicyARNs.length > 0 || permissionPolicy !== undefined
  const session = policy === undefined ? undefined : readSessionPolicy(policy)
  return [
    ...form(`${path}.namespace`, one.namespace, 'namespace'),
    ...form(`${path}.serviceAccountName`, one.serviceAccountName, 'serviceAccount'),
    ...form(`${path}.roleName`, one.roleName, 'roleName'),
    ...form(`${path}.roleARN`, roleARN, 'roleArn'),
    ...form(`${path}.targetRoleARN`, one.targetRoleARN, 'roleArn'),
    ...form(`${path}.permissionsBoundaryARN`, one.permissionsBoundaryARN, 'policyArn'),
    ...permissionPolicyARNs.flatMap((arn, at) =>
      form(`${path}.permissionPolicyARNs[${at}]`, arn, 'policyArn'),
    ),
    ...(permissionPolicy === undefined ? [] : checkPolicy(permissionPolicy, `${path}.permissionPolicy`)),
    ...when(
      path,
      !attaches && roleARN === undefined && one.targetRoleARN === undefined,
      'needs permissionPolicyARNs, permissionPolicy, targetRoleARN or roleARN',
    ),
    ...when(
      `${path}.roleARN`,
      roleARN !== undefined && Boolean(attaches || one.roleName || one.permissionsBoundaryARN),
      'uses a role as it is; roleName, policies and boundary would change it',
    ),
    ...when(
      `${path}.policy`,
      policy !== undefined && !one.disableSessionTags,
      'needs disableSessionTags: true, because EKS gives a session either tags or a policy',
    ),
    ...when(`${path}.policy`, policy !== undefined && session === undefined, 'must be a policy in JSON'),
    ...(session ? checkPolicy(session, `${path}.policy`) : []),
  ]
}
