import { command } from '../command.ts'
import {
  type ConnectedClusterOptions,
  connectedClusterOptions,
} from '../connected-cluster/connected-cluster-options.ts'
import { Refusal } from '../refusal.ts'
import type { Terminal } from '../terminal.ts'

type Action = (
  options: ConnectedClusterOptions,
  names: readonly string[],
  terminal: Terminal,
) => Promise<void>

/** Loaded only when asked for: registering needs more than listing. */
const actions: Readonly<Record<string, () => Promise<Action>>> = {
  deregister: async () => (await import('../connected-cluster/deregister-cluster.ts')).deregisterCluster,
  list: async () => (await import('../connected-cluster/list-clusters.ts')).listClusters,
  register: async () => (await import('../connected-cluster/register-cluster.ts')).registerCluster,
  rotate: async () => (await import('../connected-cluster/rotate-cluster.ts')).rotateCluster,
}

export const cluster = command<ConnectedClusterOptions>({
  description:
    'Registers clusters that run elsewhere, so that their pods have roles: register NAME reads issuer and keys from ' +
    'the cluster, tells EKS, and makes its IAM OIDC provider; run again, it follows new keys. list shows all ' +
    'clusters, deregister NAME forgets one, rotate NAME gives one that the server made a new key. Exit code: 0 done, ' +
    'or done already, 2 refused, denied or usage.',
  options: connectedClusterOptions,
  operands: '[action-and-name...]',
  examples: [
    {
      line: 'rolecall cluster register edge --kubeconfig ~/.kube/edge',
      text: 'the cluster of a kubeconfig; whether its keys can be fetched is found out',
    },
    {
      line: 'rolecall cluster register plant --issuer https://kubernetes.plant.internal --jwks plant.json',
      text: 'one that cannot be reached from here',
    },
    { line: 'rolecall cluster rotate shop --immediately', text: 'a new key for one that the server made' },
    { line: 'rolecall cluster list', text: 'all of them' },
  ],
  async run(options, [action = '', ...names], terminal) {
    const load = Object.hasOwn(actions, action) ? actions[action] : undefined
    if (!load) {
      throw new Refusal(
        'what? Say rolecall cluster register NAME --kubeconfig FILE, cluster list, cluster rotate NAME, or ' +
          'cluster deregister NAME',
      )
    }
    await (await load())(options, names, terminal)
    return 0
  },
})
