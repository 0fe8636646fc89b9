import {
  type CompiledPolicy,
  compilePolicy,
  type Policies,
  type PolicyKind,
  parsePolicy,
} from '../../src/index.ts'

/** The policies of a case as a file of cases writes them. */
export interface CasePolicies {
  readonly identity?: readonly object[]
  readonly boundary?: object
  readonly session?: readonly object[]
  readonly resource?: object
  readonly trust?: object
  readonly scps?: readonly (readonly object[])[]
  readonly rcps?: readonly (readonly object[])[]
  readonly principalIds?: Record<string, string>
  readonly canonicalUsers?: Record<string, string>
}

/** Takes the policies of a case through the engine's own front door. */
export function compilePolicies(given: CasePolicies): Policies {
  const compile = (kind: PolicyKind) => (document: object) => compileDocument(document, kind, given)
  const target = given.trust
    ? compile('trust')(given.trust)
    : given.resource && compile('resource')(given.resource)
  return {
    identity: (given.identity ?? []).map(compile('identity')),
    boundary: given.boundary && compile('boundary')(given.boundary),
    session: given.session?.map(compile('session')),
    resource: target,
    scps: given.scps?.map((level) => level.map(compile('scp'))),
    rcps: given.rcps?.map((level) => level.map(compile('rcp'))),
  }
}

function compileDocument(document: object, kind: PolicyKind, given: CasePolicies): CompiledPolicy {
  const parsed = parsePolicy(JSON.stringify(document), kind)
  if (!parsed.ok) throw new Error(parsed.findings.map((finding) => finding.message).join('; '))
  return compilePolicy(parsed.policy, kind, {
    principalIds: given.principalIds && new Map(Object.entries(given.principalIds)),
    canonicalUsers: given.canonicalUsers && new Map(Object.entries(given.canonicalUsers)),
  })
}
