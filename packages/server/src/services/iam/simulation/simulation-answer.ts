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
/** Of policies that are gone through in one call: what each decision costs grows with their length. */
const mostCharacters = 5_000_000
const usualActions = 100

type Asked = Pick<SimulateCustomPolicyRequest, 'ActionNames' | 'Marker' | 'MaxItems' | 'ResourceArns'>

/**
 * Every action on every resource, a page of actions at a time.
 *
 * @throws Fault InvalidInput for names that are no actions or ARNs, and for more than one call can go through.
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
  const most = Math.min(mostDecisions, Math.floor(mostCharacters / lengthOf(simulation)))
  if (resources.length > most) throw simulationFaults.tooManyResources(most)
  const from = start(Marker)
  const size = Math.min(MaxItems, Math.floor(most / resources.length))
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

/** Of all that a decision goes through, and at least one. */
function lengthOf({ policies, resourcePolicy, context }: Simulation): number {
  const { identity, boundary, scps = [] } = policies
  const given = [...identity, boundary, resourcePolicy, ...scps.flat()]
  const values = context.flatMap(([key, value]) => [key, value].flat())
  const texts = [...given.map((policy) => policy?.text ?? ''), ...values]
  return texts.reduce((length, text) => length + text.length, 1)
}

function start(marker: string | undefined): number {
  if (marker === undefined) return 0
  const from = Number(parsePageToken(marker) ?? Number.NaN)
  if (!Number.isSafeInteger(from) || from < 0) throw iamFaults.invalidInput('Invalid Marker.')
  return from
}
