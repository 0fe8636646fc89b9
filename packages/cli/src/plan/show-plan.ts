import type { AwsAccess } from '../aws/aws-access.ts'
import type { ClusterConfig } from '../cluster-config/cluster-config.ts'
import type { Terminal } from '../terminal.ts'
import type { PlanOptions } from './plan-options.ts'
import { planSteps } from './plan-steps.ts'
import { readPresent } from './read-present.ts'
import { stepAnswer } from './step-answer.ts'
import { whereLine } from './where-line.ts'
import { writeStep } from './write-step.ts'

/** Shows what applying a configuration would change. Answers the exit code: 0 nothing, 1 something, 2 refused. */
export async function showPlan(
  config: ClusterConfig,
  aws: AwsAccess,
  options: Pick<PlanOptions, 'adopt' | 'kubeconfig'>,
  terminal: Terminal,
): Promise<number> {
  const reading = readPresent(aws, config, options.kubeconfig)
  const present = await terminal.during('reading what AWS and the cluster hold', reading)
  const steps = planSteps(config, present, options.adopt)
  const shown = steps.filter(({ change }) => change !== 'keep')
  const unchanged = steps.length - shown.length
  const refused = shown.some(({ change }) => change === 'refuse')

  terminal.say(whereLine(config.metadata.name, present))
  for (const step of shown) writeStep(step, terminal)
  terminal.say(terminal.paint('dim', `= ${unchanged} unchanged`))
  terminal.say(
    refused
      ? 'Refused: nothing can be applied while a line is marked with !'
      : shown.length > 0
        ? `${shown.length} to do`
        : 'Nothing to do',
  )
  terminal.answer({
    account: present.account,
    region: present.region,
    unchanged,
    steps: shown.map(stepAnswer),
  })
  return refused ? 2 : shown.length > 0 ? 1 : 0
}
