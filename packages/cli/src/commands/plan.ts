import { command } from '../command.ts'
import { begin } from '../plan/begin.ts'
import { type PlanOptions, planOptions } from '../plan/plan-options.ts'
import { planSteps } from '../plan/plan-steps.ts'
import { readPresent } from '../plan/read-present.ts'
import { stepAnswer } from '../plan/step-answer.ts'
import { whereLine } from '../plan/where-line.ts'
import { writeStep } from '../plan/write-step.ts'

export const plan = command<PlanOptions>({
  description:
    'Reads an eksctl ClusterConfig and what AWS and the cluster hold now, and shows what apply would change. ' +
    'It changes nothing. Exit code: 0 nothing to do, 1 changes pending, 2 the file is refused or the state unknown.',
  options: planOptions,
  examples: [
    { line: 'rolecall plan -f examples/shop/cluster.yaml', text: 'what would change' },
    { line: 'rolecall plan -f cluster.yaml --output json | jq .steps', text: 'the same for programs' },
  ],
  async run(options, _operands, terminal) {
    const { config, aws } = await begin(options, terminal)
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
  },
})
