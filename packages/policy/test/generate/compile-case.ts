import {
  type CompiledPolicy,
  compilePolicy,
  type Policies,
  type PolicyKind,
  parsePolicy,
  type Request,
  requestContext,
} from '../../src/index.ts'
import type { Document } from '../specification/input.ts'
import type { GeneratedCase } from './arbitrary-case.ts'

let made = 0

/** Takes a generated document through the engine's own front door. Some, by their length, are AWS's. */
function compile({ kind, ...document }: Document): CompiledPolicy {
  const text = JSON.stringify(document)
  const parsed = parsePolicy(text, kind as PolicyKind)
  if (!parsed.ok) throw new Error(parsed.findings.map((finding) => finding.message).join('; '))
  const isOfAws = text.length % 3 === 0 && kind !== 'resource' && kind !== 'trust'
  return compilePolicy(parsed.policy, `${isOfAws ? 'arn:aws:iam::aws:policy/' : ''}policy ${made++}`)
}

/** The engine's input for a generated case. */
export function compileCase({ request, policies }: GeneratedCase): { request: Request; policies: Policies } {
  return {
    request: { ...request, context: requestContext(Object.entries(request.context)) },
    policies: {
      identity: policies.identity.map(compile),
      boundary: policies.boundary && compile(policies.boundary),
      session: policies.session?.map(compile),
      resource: policies.resource && compile(policies.resource),
      scps: policies.scps?.map((level) => level.map(compile)),
      rcps: policies.rcps?.map((level) => level.map(compile)),
    },
  }
}
