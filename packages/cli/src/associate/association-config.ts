import { readFileSync } from 'node:fs'
import type { ClusterConfig } from '../cluster-config/cluster-config.ts'
import { readClusterConfig } from '../cluster-config/read-cluster-config.ts'
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
  if (!config)
    throw new Refusal(findings.map(({ path, message }) => inFlags(`${path} ${message}`)).join('\n'))
  return config
}

function inFlags(text: string): string {
  const plain = text.replace(/^iam\.podIdentityAssociations\[0\]\.?/, '').trim()
  return flags.reduce((said, [field, flag]) => said.replace(new RegExp(`\\b${field}\\b`, 'g'), flag), plain)
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
