import type { SimulateCustomPolicyRequest, SimulatePolicyResponse } from '@aws-sdk/client-iam'
import { formatPageToken, parsePageToken } from '@rolecall/core'
import type { ServiceContext } from '../../service-context.ts'
import { iamFaults } from '../faults.ts'
import { evaluationResult } from './evaluation-result.ts'
import { simulateOne } from './simulate-one.ts'
import type { Simulation } from './simulation.ts'
import { simulationFaults } from './simulation-faults.ts'

/** Decisions in one call: a call holds the store while it runs. More come on the next page. */
const mostDecisions = 1000
const usualActions = 100

type Asked = Pick<SimulateCustomPolicyRequest, 'ActionNames' | 'Marker' | 'MaxItems' | 'ResourceArns'>

/**
 * Every action on every resource, a page of actions at a time.
 *
 * @throws Fault InvalidInput for names that are no actions or ARNs.
 */
export async function simulationAnswer(
  { ActionNames = [], Marker, MaxItems = usualActions, ResourceArns = ['*'] }: Asked,
  simulation: Simulation,
  context: ServiceContext,
): Promise<SimulatePolicyResponse> {
  const resources = [...new Set(ResourceArns)]
  const wrong = resources.find((one) => one !== '*' && !/^arn:[^:]*:[^:]+:[^:]*:[^:]*:./s.test(one))
  if (wrong !== undefined) throw simulationFaults.notArn(wrong)
  const notAction = ActionNames.find((name) => !/^[\w-]+:\w+$/.test(name))
  if (notAction !== undefined) throw simulationFaults.notAction(notAction)
  if (resources.length > mostDecisions) throw simulationFaults.tooManyResources(mostDecisions)
  const from = start(Marker)
  const size = Math.min(MaxItems, Math.max(1, Math.floor(mostDecisions / resources.length)))
  const actions = ActionNames.slice(from, from + size)
  const EvaluationResults = []
  for (const action of actions) {
    const results = []
    for (const resource of resources) results.push(await simulateOne(action, resource, simulation, context))
    EvaluationResults.push(evaluationResult(action, results, context.partition))
  }
  const next = from + actions.length
  if (next >= ActionNames.length) return { EvaluationResults, IsTruncated: false }
  return { EvaluationResults, IsTruncated: true, Marker: formatPageToken(String(next)) }
}

function start(marker: string | undefined): number {
  if (marker === undefined) return 0
  const from = Number(parsePageToken(marker) ?? Number.NaN)
  if (!Number.isSafeInteger(from) || from < 0) throw iamFaults.invalidInput('Invalid Marker.')
  return from
}
