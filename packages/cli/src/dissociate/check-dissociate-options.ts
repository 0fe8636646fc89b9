import { form } from '../cluster-config/form.ts'
import { Refusal } from '../refusal.ts'
import type { DissociateOptions } from './dissociate-options.ts'

/**
 * What can be told without asking AWS.
 *
 * @throws Refusal with every finding, by the name of its flag
 */
export function checkDissociateOptions(options: DissociateOptions): void {
  const { cluster, namespace, serviceAccount, roleArn, roleProfile, revoke, wholeRole, deleteRole } = options
  const needs: readonly (readonly [flag: string, given: unknown, has: unknown, words: string])[] = [
    ['--whole-role', wholeRole, revoke, 'needs --revoke'],
    ['--role-profile', roleProfile, revoke, 'needs --revoke'],
    ['--role-arn', roleArn, revoke || deleteRole, 'needs --revoke or --delete-role'],
  ]
  const findings = [
    ...form('--cluster', cluster, 'clusterName'),
    ...form('--namespace', namespace, 'namespace'),
    ...form('--service-account', serviceAccount, 'serviceAccount'),
    ...form('--role-arn', roleArn, 'roleArn'),
    ...needs.filter(([, given, has]) => given && !has).map(([flag, , , words]) => [flag, words]),
  ]
  if (findings.length > 0) throw new Refusal(findings.map((finding) => finding.join(' ')).join('\n'))
}
