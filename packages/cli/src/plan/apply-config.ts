import type { AwsAccess } from '../aws/aws-access.ts'
import { openCluster } from '../cluster/open-cluster.ts'
import type { ClusterConfig } from '../cluster-config/cluster-config.ts'
import { Refusal } from '../refusal.ts'
import type { Terminal } from '../terminal.ts'
import type { Doors } from './perform.ts'
import type { PlanOptions } from './plan-options.ts'
import { planSteps } from './plan-steps.ts'
import { readPresent } from './read-present.ts'
import type { Step } from './step.ts'
import { stepAnswer } from './step-answer.ts'
import { takeStep } from './take-step.ts'
import { whereLine } from './where-line.ts'
import { writeStep } from './write-step.ts'

/** One round makes the cluster and the next what hangs on its issuer; a third would mean that nothing moves. */
const mostRounds = 3

/**
 * Makes AWS and the cluster what a configuration says, and tells each step when it is done. Nothing is done while
 * one of them is refused.
 *
 * @throws Refusal
 */
export async function applyConfig(
  config: ClusterConfig,
  aws: AwsAccess,
  options: Pick<PlanOptions, 'adopt' | 'kubeconfig'>,
  terminal: Terminal,
): Promise<void> {
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
      await takeStep(step, doors, terminal, present.endpoint)
      done.push(step)
    }
    if (!steps.some(({ afterCluster }) => afterCluster)) {
      terminal.say(done.length > 0 ? `Done: ${done.length} changed` : 'Nothing to do')
      terminal.answer({ account: present.account, region: present.region, steps: done.map(stepAnswer) })
      return
    }
  }
  throw new Refusal(`the cluster ${name} is there and has no issuer, so no role can trust it`)
}
