import type { PolicyEvaluationDecisionType, Statement } from '@aws-sdk/client-iam'
import { type Explanation, explain, requestContext } from '@rolecall/policy'
import type { ServiceContext } from '../../service-context.ts'
import { conditionKeys } from './condition-keys.ts'
import type { Simulation } from './simulation.ts'
import { statementOutput } from './statement-output.ts'
import { trustOf } from './trust-of.ts'

/** What became of one action on one resource. */
export interface Simulated {
  readonly resource: string
  readonly decision: PolicyEvaluationDecisionType
  readonly matched: readonly Statement[]
  readonly missing: readonly string[]
  readonly allowedByBoundary: boolean | undefined
  readonly allowedByOrganizations: boolean | undefined
  /** For requests across accounts: what each side says. */
  readonly details: Readonly<Record<string, PolicyEvaluationDecisionType>>
}

const decisions = {
  allowed: 'allowed',
  'explicit-deny': 'explicitDeny',
  'implicit-deny': 'implicitDeny',
} as const
const verdicts = {
  allows: 'allowed',
  denies: 'explicitDeny',
  silent: 'implicitDeny',
  'not consulted': 'implicitDeny',
} as const

/** Layers whose statements AWS's simulator tells. */
const told = ['identity', 'resource'] as const

/** Simulates one action on one resource: it is decided by the engine that decides real calls. */
export async function simulateOne(
  action: string,
  resource: string,
  simulation: Simulation,
  context: ServiceContext,
): Promise<Simulated> {
  const { principal, owner, policies } = simulation
  const trust = simulation.resourcePolicy
    ? { policy: simulation.resourcePolicy, isAssumed: false }
    : await trustOf(resource, simulation.knowsRoles, context)
  const keys = requestContext(simulation.context)
  const explanation = explain(
    { principal, action, resource: { arn: resource, account: ownerOf(resource, owner) }, context: keys },
    { ...policies, resource: trust.policy },
  )
  const decision = decisions[explanation.decision.outcome]
  const layers = explanation.layers.filter(({ layer }) => layer !== 'resource' || !trust.isAssumed)
  const verdict = (name: string) => layers.find(({ layer }) => layer === name)?.verdict
  const scps = layers.filter(({ layer }) => layer === 'scp')
  return {
    resource,
    decision,
    matched: matched(layers, decision),
    missing: missing(layers, resource === '*', (key) => keys.get(key.toLowerCase()) !== undefined),
    allowedByBoundary: policies.boundary && verdict('boundary') === 'allows',
    allowedByOrganizations: scps.length === 0 ? undefined : scps.every((level) => level.verdict === 'allows'),
    details: explanation.crossAccount
      ? Object.fromEntries(
          told.flatMap((layer) => {
            const said = verdict(layer)
            return said ? [[names[layer], verdicts[said]]] : []
          }),
        )
      : {},
  }
}

const names = { identity: 'IAM Policy', resource: 'Resource Policy' } as const

/** An ARN's own account, where it has one. */
function ownerOf(resource: string, owner: string): string {
  const account = resource.split(':')[4] ?? ''
  return /^\d{12}$/.test(account) ? account : owner
}

/** Of a denial the statements that deny, of a permission those that allow, and of an implicit denial none. */
function matched(layers: Explanation['layers'], decision: PolicyEvaluationDecisionType): Statement[] {
  const effect = { allowed: 'Allow', explicitDeny: 'Deny', implicitDeny: undefined }[decision]
  return statements(layers)
    .filter(({ statement }) => statement.applies && statement.effect === effect)
    .map(({ policy, statement }) => statementOutput(policy, statement.span))
}

/** Keys that statements about this action and resource read, and that the request does not have. */
function missing(
  layers: Explanation['layers'],
  isEverything: boolean,
  has: (key: string) => boolean,
): string[] {
  const speaks = ({ action, resource }: Told['statement']) =>
    action.matches && (isEverything || resource?.matches !== false || resource.doubt === 'unresolved')
  const keys = statements(layers)
    .filter(({ statement }) => speaks(statement))
    .flatMap(({ policy, statement }) => conditionKeys(policy.statements[statement.index]!))
    .filter((key) => !has(key))
  return [...new Map(keys.map((key) => [key.toLowerCase(), key])).values()].sort()
}

type Told = ReturnType<typeof statements>[number]

function statements(layers: Explanation['layers']) {
  return layers
    .filter(({ layer }) => layer === 'identity' || layer === 'resource')
    .flatMap(({ policies }) =>
      policies.flatMap(({ policy, statements }) => statements.map((statement) => ({ policy, statement }))),
    )
}
