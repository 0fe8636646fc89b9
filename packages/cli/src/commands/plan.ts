import { command } from '../command.ts'
import { begin } from '../plan/begin.ts'
import { type PlanOptions, planOptions } from '../plan/plan-options.ts'
import { showPlan } from '../plan/show-plan.ts'

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
    return showPlan(config, aws, options, terminal)
  },
})
