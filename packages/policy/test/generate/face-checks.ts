import {
  type CompiledPolicy,
  checkAccessNotGranted,
  checkNoNewAccess,
  compilePolicy,
  decide,
  type Policies,
  parsePolicy,
  type Request,
} from '../../src/index.ts'
import { arnText } from '../../src/match/arn-text.ts'
import type { GeneratedChange } from './arbitrary-change.ts'

/** What came of holding the checks against `decide`. */
export interface FacedChecks {
  readonly noNewAccess: boolean
  readonly notGranted: boolean
  /** How many requests the policy that passed allows, which the other one was then asked about. */
  readonly allowed: number
  /** Requests that are listed and that no statement of the policy allows, as it passed. */
  readonly refused: number
  /** Where they do not agree. */
  readonly wrong: string | undefined
}

const open = compile({ Effect: 'Allow', Action: '*', Resource: '*' })

function compile(Statement: object): CompiledPolicy {
  const parsed = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement }), 'identity')
  if (!parsed.ok) throw new Error(parsed.findings.map(({ message }) => message).join())
  return compilePolicy(parsed.policy, 'open')
}

/** What a policy stands among: alone, and where it alone decides because all else is allowed. */
const surroundings: readonly ((policy: CompiledPolicy) => Policies)[] = [
  (policy) => (policy.kind === 'identity' ? { identity: [policy] } : { identity: [], resource: policy }),
  (policy) =>
    policy.kind === 'identity'
      ? { identity: [policy], boundary: open }
      : { identity: [open], resource: policy },
  (policy) =>
    policy.kind === 'identity' ? { identity: [policy] } : { identity: [], session: [], resource: policy },
]

/** Whether a statement of the policy is what allows the request. */
function allows(
  policy: CompiledPolicy,
  request: Request,
  around: (policy: CompiledPolicy) => Policies,
): boolean {
  const decision = decide(request, around(policy))
  return decision.allowed && decision.policy === policy
}

/** Requests put together from parts of several: more of them fit. */
function mixed(requests: readonly Request[]): Request[] {
  return requests.flatMap((one) =>
    requests.flatMap((other) => [
      { ...one, context: other.context },
      { ...one, action: other.action, resource: other.resource },
    ]),
  )
}

export function faceChecks({ before, after, requests, access }: GeneratedChange): FacedChecks {
  const all = mixed(requests)
  const noNewAccess = checkNoNewAccess(after, before).passes
  let allowed = 0
  let refused = 0
  for (const request of noNewAccess ? all : []) {
    for (const around of surroundings) {
      if (!allows(after, request, around)) continue
      allowed++
      if (!decide(request, around(before)).allowed) return wrong('new access', request)
    }
  }
  const notGranted = checkAccessNotGranted(after, [access]).passes
  const { actions = ['*'], resources = ['*'] } = access
  const [listed] = compile({ Effect: 'Allow', Action: actions, Resource: resources }).statements
  for (const request of notGranted ? all : []) {
    const isListed =
      listed!.action.matches(request.action.toLowerCase()) &&
      listed!.resource!.matches(arnText(request.resource.arn), request.context)
    if (!isListed) continue
    refused++
    if (surroundings.some((around) => allows(after, request, around))) return wrong('granted access', request)
  }
  return { noNewAccess, notGranted, allowed, refused, wrong: undefined }

  function wrong(what: string, request: Request): FacedChecks {
    const text = `${what} in ${after.text} against ${before.text}, access ${JSON.stringify(access)}: ${JSON.stringify(request)} with ${JSON.stringify([...request.context])}`
    return { noNewAccess, notGranted, allowed, refused, wrong: text }
  }
}
