import { command } from '../command.ts'
import { applyConfig } from '../plan/apply-config.ts'
import { begin } from '../plan/begin.ts'
import { type PlanOptions, planOptions } from '../plan/plan-options.ts'

export const apply = command<PlanOptions>({
  description:
    'Makes AWS and the cluster what an eksctl ClusterConfig says: the cluster (not on AWS itself, where eksctl ' +
    'makes it), its OIDC provider, roles with trust and policies, namespaces, annotated ServiceAccounts and EKS Pod Identity ' +
    'associations. ' +
    'A second run has nothing to do. What the file no longer names stays, but for policies of roles made by ' +
    'apply. Exit code: 0 done, 2 refused, denied or interrupted; then run it again, it goes on where it was.',
  options: planOptions,
  examples: [
    { line: 'rolecall apply -f examples/shop/cluster.yaml', text: 'the example, on a Rolecall server' },
    {
      line: 'rolecall apply -f cluster.yaml --kubeconfig ~/.kube/config',
      text: 'AWS and a cluster of yours',
    },
  ],
  async run(options, _operands, terminal) {
    const { config, aws } = await begin(options, terminal)
    await applyConfig(config, aws, options, terminal)
    return 0
  },
})
