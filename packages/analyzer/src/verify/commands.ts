import { parseArn } from '@rolecall/core'
import type { PodSubject } from '../why/question.ts'
import type { PodRecord } from './setup.ts'

/** Text as one word of a shell. */
function word(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

/** A command with its words quoted where a shell would take them apart. */
function line(...words: readonly string[]): string {
  return words.map(word).join(' ')
}

/** Fixes as commands of kubectl and the AWS CLI, ready to be pasted. */
export const commands = {
  annotate: ({ namespace, serviceAccount }: PodSubject, ...annotations: readonly string[]) =>
    line(
      'kubectl',
      'annotate',
      'serviceaccount',
      serviceAccount,
      '-n',
      namespace,
      ...annotations,
      '--overwrite',
    ),
  /** A pod without a workload does not come back by itself. */
  restart: (namespace: string, pods: readonly PodRecord[]) =>
    [...new Set(pods.map((pod) => restartOf(namespace, pod)))].join(' && '),
  /** What makes a pod anew, as kubectl names it. */
  workload: (pod: PodRecord) => workloadOf(pod),
  setServiceAccount: ({ namespace, serviceAccount }: PodSubject, workload: string) =>
    line('kubectl', 'set', 'serviceaccount', workload, serviceAccount, '-n', namespace),
  createServiceAccount: ({ namespace, serviceAccount }: PodSubject) =>
    line('kubectl', 'create', 'serviceaccount', serviceAccount, '-n', namespace),
  createNamespace: (namespace: string) => line('kubectl', 'create', 'namespace', namespace),
  createProvider: (url: string, audience: string) =>
    line('aws', 'iam', 'create-open-id-connect-provider', '--url', url, '--client-id-list', audience),
  addClientId: (arn: string, audience: string) =>
    line(
      'aws',
      'iam',
      'add-client-id-to-open-id-connect-provider',
      '--open-id-connect-provider-arn',
      arn,
      '--client-id',
      audience,
    ),
  setTrustPolicy: (role: string, document: string) =>
    line('aws', 'iam', 'update-assume-role-policy', '--role-name', role, '--policy-document', document),
  createRole: (arn: string, document: string) => {
    const resource = parseArn(arn)?.resource.slice('role'.length) ?? '/'
    const at = resource.lastIndexOf('/') + 1
    const path = resource.slice(0, at)
    return line(
      'aws',
      'iam',
      'create-role',
      '--role-name',
      resource.slice(at),
      ...(path === '/' ? [] : ['--path', path]),
      '--assume-role-policy-document',
      document,
    )
  },
  createAssociation: ({ cluster, namespace, serviceAccount }: PodSubject, roleArn: string) =>
    line(
      'aws',
      'eks',
      'create-pod-identity-association',
      '--cluster-name',
      cluster,
      '--namespace',
      namespace,
      '--service-account',
      serviceAccount,
      '--role-arn',
      roleArn,
    ),
  deleteAssociation: (cluster: string, id: string | undefined) =>
    line(
      'aws',
      'eks',
      'delete-pod-identity-association',
      '--cluster-name',
      cluster,
      '--association-id',
      id ?? 'ID',
    ),
  setSessionPolicy: (cluster: string, id: string | undefined) =>
    line(
      'aws',
      'eks',
      'update-pod-identity-association',
      '--cluster-name',
      cluster,
      '--association-id',
      id ?? 'ID',
      '--policy',
      'POLICY',
    ),
  listAssociations: (cluster: string) =>
    line('aws', 'eks', 'list-pod-identity-associations', '--cluster-name', cluster),
  /** Of a role in any account. */
  listRolePolicies: (arn: string) =>
    `${line('aws', 'iam', 'list-attached-role-policies', '--role-name', arn.split('/').at(-1) ?? '')}   # with credentials of account ${parseArn(arn)?.account}`,
  lookUpEvents: (name: string) =>
    line(
      'aws',
      'cloudtrail',
      'lookup-events',
      '--lookup-attributes',
      `AttributeKey=EventName,AttributeValue=${name}`,
      '--max-results',
      '5',
    ),
  registerCluster: (cluster: string) =>
    line('rolecall', 'cluster', 'register', cluster, '--kubeconfig', 'FILE'),
  runAs: (subject: PodSubject) =>
    line('rolecall', 'run', ...wordsOf(subject), '--', 'aws', 'sts', 'get-caller-identity'),
  verify: (subject: PodSubject) => line('rolecall', 'verify', ...wordsOf(subject)),
  whoAmI: (namespace: string, pod: string) =>
    line('kubectl', 'exec', pod, '-n', namespace, '--', 'aws', 'sts', 'get-caller-identity'),
  /**
   * The environment of a pod that runs cannot be changed, that of its workload can.
   *
   * @param words `NAME=VALUE` to set, `NAME-` to take away
   */
  setEnvironment(namespace: string, pod: PodRecord, container: string, words: readonly string[]): string {
    const workload = workloadOf(pod)
    return workload
      ? line('kubectl', 'set', 'env', workload, '-n', namespace, '-c', container, ...words)
      : `in the manifest of ${pod.name}, env of container ${container}: ${words.map(told).join(', ')}; then make it anew`
  },
} as const

function wordsOf({ cluster, namespace, serviceAccount }: PodSubject): readonly string[] {
  return ['--cluster', cluster, '-n', namespace, '--service-account', serviceAccount]
}

function told(change: string): string {
  return change.endsWith('-') ? `take away ${change.slice(0, -1)}` : `set ${change}`
}

function restartOf(namespace: string, pod: PodRecord): string {
  const workload = workloadOf(pod)
  return workload
    ? line('kubectl', 'rollout', 'restart', workload, '-n', namespace)
    : line('kubectl', 'delete', pod.name, '-n', namespace)
}

function workloadOf({ name, isTemplate, metadata }: PodRecord): string | undefined {
  if (isTemplate) return /^(deployment|statefulset|daemonset)\//.test(name) ? name : undefined
  const [owner] = metadata.ownerReferences ?? []
  // A Deployment's pods belong to a ReplicaSet of its name and a hash.
  if (owner?.kind === 'ReplicaSet') return `deployment/${owner.name.replace(/-[^-]+$/, '')}`
  return owner && /^(StatefulSet|DaemonSet)$/.test(owner.kind)
    ? `${owner.kind.toLowerCase()}/${owner.name}`
    : undefined
}
