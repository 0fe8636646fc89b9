import { KubernetesFault } from '@rolecall/kubernetes'
import { awsAccess } from '../aws/aws-access.ts'
import { type ClusterOptions, clusterOptions } from '../cluster/cluster-options.ts'
import { findServiceAccount } from '../cluster/find-service-account.ts'
import { openCluster } from '../cluster/open-cluster.ts'
import { command } from '../command.ts'
import { readDuration } from '../read-duration.ts'
import { Refusal } from '../refusal.ts'

interface TokenOptions extends ClusterOptions {
  readonly pod?: string
  readonly audience: string
  readonly duration?: string
}

export const token = command<TokenOptions>({
  description:
    'Prints a projected token of a ServiceAccount, made by the TokenRequest API of its cluster. ' +
    'Who holds it can act as the ServiceAccount until it ends. Exit code: 0 printed, 2 refused.',
  options: [
    ...clusterOptions,
    { flags: '--pod <name>', text: 'bind the token to this pod of the ServiceAccount; it dies with the pod' },
    { flags: '--audience <audience>', text: 'whom the token is for', default: 'sts.amazonaws.com' },
    {
      flags: '--duration <time>',
      text: 'how long it is good, such as 1h or 600s (default: 1h, by the cluster)',
    },
  ],
  examples: [
    {
      line: 'rolecall token --cluster shop --namespace shop --service-account reports',
      text: 'a token for AssumeRoleWithWebIdentity',
    },
    {
      line: 'rolecall token --cluster shop -n shop --service-account reports --duration 600s --output json',
      text: 'a short one, with the time when it ends',
    },
  ],
  async run(options, _operands, terminal) {
    const { namespace, serviceAccount, pod, audience } = options
    const expirationSeconds = options.duration === undefined ? undefined : readDuration(options.duration)
    const opening = openCluster(awsAccess(options), options.cluster, options.kubeconfig)
    const { kubernetes } = await terminal.during(`opening cluster ${options.cluster}`, opening)
    await findServiceAccount(kubernetes, options)
    const uid = pod === undefined ? undefined : await uidOf(pod)
    const request = kubernetes.requestToken(namespace, serviceAccount, {
      audiences: [audience],
      ...(expirationSeconds === undefined ? {} : { expirationSeconds }),
      ...(pod && uid ? { boundObjectRef: { apiVersion: 'v1', kind: 'Pod', name: pod, uid } } : {}),
    })
    const { status } = await terminal.during('asking for a token', request)
    if (!status?.token) throw new Refusal('the Kubernetes API answered no token')
    terminal.say(status.token)
    terminal.answer({ token: status.token, expirationTimestamp: status.expirationTimestamp, audience })
    return 0

    async function uidOf(name: string): Promise<string | undefined> {
      try {
        return (await kubernetes.pods(namespace).get(name)).metadata?.uid
      } catch (error) {
        if (!(error instanceof KubernetesFault) || error.status !== 404) throw error
        throw new Refusal(`there is no pod ${name} in namespace ${namespace} of cluster ${options.cluster}`)
      }
    }
  },
})
