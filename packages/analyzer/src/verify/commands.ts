import { parseArn, shellLine } from '@rolecall/core'
import type { PodSubject } from '../why/question.ts'
import { workloadOf } from './pods/workload-of.ts'
import type { PodRecord } from './setup.ts'

/** Where commands are to ask, as the asker was told by options. What is absent each program finds by itself. */
export interface Place {
  readonly profile?: string | undefined
  readonly region?: string | undefined
  readonly endpointUrl?: string | undefined
  readonly kubeconfig?: string | undefined
}

type Program = 'aws' | 'kubectl' | 'rolecall'
export type Commands = ReturnType<typeof commandsFor>

const flags: Readonly<Record<keyof Place, { readonly flag: string; readonly of: readonly Program[] }>> = {
  profile: { flag: '--profile', of: ['aws', 'rolecall'] },
  region: { flag: '--region', of: ['aws', 'rolecall'] },
  endpointUrl: { flag: '--endpoint-url', of: ['aws', 'rolecall'] },
  kubeconfig: { flag: '--kubeconfig', of: ['kubectl', 'rolecall'] },
}

/**
 * Fixes as commands of kubectl, the AWS CLI and rolecall, ready to be pasted: they ask where was asked. What nobody can
 * know stands in capitals: ACCOUNT, FILE, ID, NAME, POLICY.
 */
export function commandsFor(place: Place) {
  const line = (program: Program, ...words: readonly string[]): string => {
    const more = (Object.keys(flags) as (keyof Place)[]).flatMap((name) => {
      const value = place[name]
      return value !== undefined && flags[name].of.includes(program) ? [flags[name].flag, value] : []
    })
    // Behind this the words are for another program.
    const end = words.includes('--') ? words.indexOf('--') : words.length
    return shellLine([program, ...words.slice(0, end), ...more, ...words.slice(end)])
  }
  const restartOf = (namespace: string, pod: PodRecord) => {
    const workload = workloadOf(pod)
    return workload
      ? line('kubectl', 'rollout', 'restart', workload, '-n', namespace)
      : line('kubectl', 'delete', pod.name, '-n', namespace)
  }
  return {
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
    /** Makes role and association in one. */
    associate: (subject: PodSubject) =>
      line('rolecall', 'associate', ...wordsOf(subject), '--policy-arn', 'POLICY'),
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
    attachRolePolicy: (role: string) =>
      line('aws', 'iam', 'attach-role-policy', '--role-name', role, '--policy-arn', 'POLICY'),
    deleteBoundary: (role: string) =>
      line('aws', 'iam', 'delete-role-permissions-boundary', '--role-name', role),
    getRole: (arn: string) => line('aws', 'iam', 'get-role', '--role-name', arn.split('/').at(-1) ?? ''),
    createToken: ({ namespace, serviceAccount }: PodSubject, audience: string) =>
      line('kubectl', 'create', 'token', serviceAccount, '-n', namespace, '--audience', audience),
    readKeys: () => line('kubectl', 'get', '--raw', '/openid/v1/jwks'),
    /** The stock one is `pod-identity-webhook`, Rolecall's by its chart `RELEASE-webhook`; a few others are listed too. */
    findWebhook: () =>
      `${line('kubectl', 'get', 'mutatingwebhookconfigurations,pods', '-A')} | grep -e -webhook`,
    /** Of a role in any account. */
    listRolePolicies: (arn: string) =>
      `${line('aws', 'iam', 'list-attached-role-policies', '--role-name', arn.split('/').at(-1) ?? '')}   # with credentials of account ${accountOf(arn)}`,
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
      line('rolecall', 'cluster', 'register', cluster, ...(place.kubeconfig ? [] : ['--kubeconfig', 'FILE'])),
    /** The keys of a cluster that a server was told, told anew. */
    uploadKeys: (cluster: string) =>
      line(
        'rolecall',
        'cluster',
        'register',
        cluster,
        ...(place.kubeconfig ? [] : ['--kubeconfig', 'FILE']),
        '--upload-keys',
      ),
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
}

/** In a remark behind a command, which is a command as well where there is a line break in it. */
function accountOf(arn: string): string {
  const account = parseArn(arn)?.account ?? ''
  return /^\d{12}$/.test(account) ? account : 'ACCOUNT'
}

function wordsOf({ cluster, namespace, serviceAccount }: PodSubject): readonly string[] {
  return ['--cluster', cluster, '-n', namespace, '--service-account', serviceAccount]
}

function told(change: string): string {
  return change.endsWith('-') ? `take away ${change.slice(0, -1)}` : `set ${change}`
}
