import type { EvaluationResult, PolicyEvaluationDecisionType, Statement } from '@aws-sdk/client-iam'
import { serviceReference } from '@rolecall/service-reference'
import type { Simulated } from './simulate-one.ts'

/** The most restrictive first. */
const order: readonly PolicyEvaluationDecisionType[] = ['explicitDeny', 'implicitDeny', 'allowed']

/**
 * One action's results as AWS tells them since 2026: the aggregate, and below it what became of each resource.
 * Source: IAM API Reference, `EvaluationResult`.
 */
export function evaluationResult(
  action: string,
  results: readonly Simulated[],
  partition: string,
): EvaluationResult {
  const decision = order.find((one) => results.some((result) => result.decision === one)) ?? 'implicitDeny'
  const deciding = results.filter((result) => result.decision === decision)
  const isEverything = results.length === 1 && results[0]?.resource === '*'
  return {
    EvalActionName: action,
    EvalResourceName: resourceTemplate(action, results, partition),
    EvalDecision: decision,
    MatchedStatements: distinct(deciding.flatMap(({ matched }) => matched)),
    MissingContextValues: [...new Set(results.flatMap(({ missing }) => missing))].sort(),
    ...organizations(results),
    ...boundary(results.map(({ allowedByBoundary }) => allowedByBoundary)),
    ...(isEverything
      ? {}
      : {
          EvalDecisionDetails: mostRestrictive(results),
          ResourceSpecificResults: results.map((result) => ({
            EvalResourceName: result.resource,
            EvalResourceDecision: result.decision,
            MatchedStatements: [...result.matched],
            MissingContextValues: [...result.missing],
            EvalDecisionDetails: result.details,
            ...boundary([result.allowedByBoundary]),
          })),
        }),
  }
}

/** The ARN format of what the action acts on, not the resource that was asked about; `*` where it has none. */
function resourceTemplate(action: string, results: readonly Simulated[], partition: string): string {
  const formats =
    serviceReference()
      .action(action)
      ?.resourceTypes.flatMap(({ type }) => type?.arn ?? []) ?? []
  const asked = results[0]?.resource ?? '*'
  const format = formats.find((one) => fits(one, asked)) ?? formats[0]
  return format?.replace(/^arn:[^:]*:/, `arn:${partition}:`) ?? '*'
}

/** Whether an ARN has the form of a template: the same parts are empty, and its literals stand in their order. */
function fits(template: string, arn: string): boolean {
  const [parts, wanted] = [arn.split(':'), template.split(':')]
  if (!wanted.slice(2, 5).every((part, at) => (part === '') === (parts[at + 2] === ''))) return false
  const literals = wanted
    .slice(5)
    .join(':')
    .split(/\$\{[^}]*\}/)
  let at = 0
  const resource = parts.slice(5).join(':')
  return literals.every((literal, index) => {
    const found = resource.indexOf(literal, at)
    at = found + literal.length
    return index === 0 ? found === 0 : found > 0 || literal === ''
  })
}

function organizations(results: readonly Simulated[]): Pick<EvaluationResult, 'OrganizationsDecisionDetail'> {
  const said = results.flatMap(({ allowedByOrganizations }) => allowedByOrganizations ?? [])
  if (said.length === 0) return {}
  return { OrganizationsDecisionDetail: { AllowedByOrganizations: said.every(Boolean) } }
}

function boundary(
  said: readonly (boolean | undefined)[],
): Pick<EvaluationResult, 'PermissionsBoundaryDecisionDetail'> {
  if (said.some((one) => one === undefined)) return {}
  return { PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: said.every(Boolean) } }
}

function mostRestrictive(results: readonly Simulated[]): Record<string, PolicyEvaluationDecisionType> {
  const layers = new Set(results.flatMap(({ details }) => Object.keys(details)))
  return Object.fromEntries(
    [...layers].map((layer) => [
      layer,
      order.find((one) => results.some(({ details }) => details[layer] === one)) ?? 'implicitDeny',
    ]),
  )
}

function distinct(statements: readonly Statement[]): Statement[] {
  return [...new Map(statements.map((statement) => [JSON.stringify(statement), statement])).values()]
}
