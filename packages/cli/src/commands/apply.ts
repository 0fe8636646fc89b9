import { openCluster } from '../cluster/open-cluster.ts'
import { command } from '../command.ts'
import { begin } from '../plan/begin.ts'
import { type Doors, perform } from '../plan/perform.ts'
import { type PlanOptions, planOptions } from '../plan/plan-options.ts'
import { planSteps } from '../plan/plan-steps.ts'
import { readPresent } from '../plan/read-present.ts'
import type { Step } from '../plan/step.ts'
import { stepAnswer } from '../plan/step-answer.ts'
import { whereLine } from '../plan/where-line.ts'
import { writeStep } from '../plan/write-step.ts'
import { Refusal } from '../refusal.ts'

/** One round makes the cluster and the next what hangs on its issuer; a third would mean that nothing moves. */
const mostRounds = 3

export const apply = command<PlanOptions>({
  description:
    'Makes AWS and the cluster what an eksctl ClusterConfig says: the cluster (not on AWS itself, where eksctl ' +
    'makes it), its OIDC provider, roles with trust and policies, namespaces and annotated ServiceAccounts. ' +
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
    const { name } = config.metadata
    const doors: Doors = {
      eks: await aws.eks(),
      iam: await aws.iam(),
      kubernetes: async () => (await openCluster(aws, name, options.kubeconfig)).kubernetes,
    }
    const done: Step[] = []
    for (let round = 1; round <= mostRounds; round++) {
      const reading = readPresent(aws, config, options.kubeconfig)
      const present = await terminal.during('reading what AWS and the cluster hold', reading)
      if (round === 1) terminal.say(whereLine(name, present))
      const steps = planSteps(config, present, options.adopt)
      const refused = steps.filter(({ change }) => change === 'refuse')
      for (const step of refused) writeStep(step, terminal)
      if (refused.length > 0) throw new Refusal('nothing is applied while a line is marked with !')

      for (const step of steps.filter(({ calls }) => calls.length > 0)) {
        for (const call of step.calls)
          await terminal.during(`${call.call} for ${step.what}`, perform(call, doors))
        writeStep(step, terminal)
        done.push(step)
      }
      if (!steps.some(({ afterCluster }) => afterCluster)) {
        terminal.say(done.length > 0 ? `Done: ${done.length} changed` : 'Nothing to do')
        terminal.answer({ account: present.account, region: present.region, steps: done.map(stepAnswer) })
        return 0
      }
    }
    throw new Refusal(`the cluster ${name} is there and has no issuer, so no role can trust it`)
  },
})
