import { readFileSync } from 'node:fs'
import type { ClusterConfig } from '../cluster-config/cluster-config.ts'
import { readClusterConfig } from '../cluster-config/read-cluster-config.ts'
import type { Finding } from '../cluster-config/reading.ts'
import type { Json } from '../json/json.ts'
import { Refusal } from '../refusal.ts'
import type { AssociateOptions } from './associate-options.ts'

/** Fields of an association in a cluster file, by the flags that give them. */
const flags: readonly (readonly [field: string, flag: string])[] = [
  ['metadata.name', '--cluster'],
  ['metadata.region', '--region'],
  ['permissionPolicyARNs', '--policy-arn'],
  ['permissionPolicy', '--policy'],
  ['permissionsBoundaryARN', '--permissions-boundary'],
  ['targetRoleARN', '--target-role-arn'],
  ['roleARN', '--role-arn'],
  ['roleName', '--role-name'],
  ['serviceAccountName', '--service-account'],
  ['namespace', '--namespace'],
  ['policy', '--session-policy'],
]

/**
 * The cluster file that says the same as the flags, so that one way of planning and doing is behind both.
 *
 * @throws Refusal with every finding, by the name of its flag
 */
export function associationConfig(options: AssociateOptions, region: string): ClusterConfig {
  const association: Record<string, Json | undefined> = {
    namespace: options.namespace,
    serviceAccountName: options.serviceAccount,
    createServiceAccount: options.createServiceAccount,
    roleARN: options.roleArn,
    roleName: options.roleName,
    permissionPolicyARNs: options.policyArn && [...options.policyArn],
    permissionPolicy: options.policy === undefined ? undefined : readJson('--policy', options.policy),
    permissionsBoundaryARN: options.permissionsBoundary,
    targetRoleARN: options.targetRoleArn,
    disableSessionTags: options.disableSessionTags,
    policy:
      options.sessionPolicy === undefined
        ? undefined
        : JSON.stringify(readJson('--session-policy', options.sessionPolicy)),
  }
  const text = JSON.stringify({
    apiVersion: 'eksctl.io/v1alpha5',
    kind: 'ClusterConfig',
    metadata: { name: options.cluster, region },
    iam: { podIdentityAssociations: [association] },
  })
  const { config, findings } = readClusterConfig(text)
  if (!config) throw new Refusal(findings.map(inFlags).join('\n'))
  return config
}

/** The path becomes its flag; so do fields in the message, but for words that are plain English too. */
function inFlags({ path, message }: Finding): string {
  const field = path.replace(/^iam\.podIdentityAssociations\[0\]\.?/, '')
  const name = field.replace(/[.[].*$/, '')
  const [, flag = field] = flags.find(([one]) => one === field || one === name) ?? []
  const words = flags
    .filter(([one]) => /[A-Z]/.test(one))
    .reduce((said, [one, by]) => said.replaceAll(new RegExp(`\\b${one}\\b`, 'g'), by), message)
  return `${flag} ${words}`.trim()
}

function readJson(flag: string, file: string): Json {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new Refusal(`${flag}: ${file} cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
  try {
    return JSON.parse(text) as Json
  } catch {
    throw new Refusal(`${flag}: ${file} is no JSON`)
  }
}
