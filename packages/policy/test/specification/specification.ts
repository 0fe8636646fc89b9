/*
 * The policy language as its documents say it, written for reading and not for speed. It shares nothing with
 * the engine but the shape of its input: it works on plain JSON, and every rule is one function that quotes
 * its page. Used in tests alone, where it must agree with `decide` on every policy and request.
 *
 * Pages are those of the IAM User Guide. "Ours" marks what they leave open; see docs/unsettled.md.
 */
import { matchConditions } from './conditions.ts'
import type {
  Document,
  SpecContext,
  SpecPolicies,
  SpecPrincipal,
  SpecRequest,
  SpecStatement,
} from './input.ts'
import { matchParts, splitPieces } from './parts.ts'
import { glob, readText } from './text.ts'

export type Verdict = 'allowed' | 'explicit-deny' | 'implicit-deny'

/** "Policy evaluation logic" and "Cross-account policy evaluation logic". */
export function specification(request: SpecRequest, policies: SpecPolicies): Verdict {
  const { principal } = request
  const inAccount = principal.account !== undefined
  // sts:GetCallerIdentity needs no permission and cannot be denied.
  if (inAccount && request.action.toLowerCase() === 'sts:getcalleridentity') return 'allowed'
  // "You can include the GetSessionToken action in your policies, but it has no effect."
  const authenticates = principal.type === 'user' || principal.type === 'root'
  if (authenticates && request.action.toLowerCase() === 'sts:getsessiontoken') return 'allowed'
  const serviceLinked = principal.roleArn?.includes(':role/aws-service-role/') ?? false
  const scps = inAccount && !serviceLinked ? (policies.scps ?? []) : []
  const rcps = serviceLinked ? [] : (policies.rcps ?? [])
  const hasOwnPolicies = ['user', 'role-session', 'federated-user'].includes(principal.type)
  const own = hasOwnPolicies ? policies : { identity: [] }
  const bounded = own.boundary !== undefined

  // An explicit deny in any of these policies is final.
  const withPrincipal = [...rcps.flat(), ...(policies.resource ? [policies.resource] : [])]
  const withoutPrincipal = [
    ...scps.flat(),
    ...own.identity,
    ...(own.boundary ? [own.boundary] : []),
    ...(own.session ?? []),
  ]
  const denied =
    withPrincipal.some((policy) =>
      speaks(policy, 'Deny', request).some((one) => names(one, policy, request, bounded) > 0),
    ) || withoutPrincipal.some((policy) => speaks(policy, 'Deny', request).length > 0)
  if (denied) return 'explicit-deny'

  const allows = (list: readonly Document[]) =>
    list.some((policy) => speaks(policy, 'Allow', request).length > 0)
  // Each level of the organization must allow.
  if (!scps.every(allows)) return 'implicit-deny'

  const grant = policies.resource
    ? Math.max(
        0,
        ...speaks(policies.resource, 'Allow', request).map((one) =>
          names(one, policies.resource!, request, bounded),
        ),
      )
    : 0
  const verdict = (allowed: boolean): Verdict => (allowed ? 'allowed' : 'implicit-deny')
  const owner = request.resource.account ?? ownerOf(request.resource.arn) ?? principal.account
  const cross = inAccount && owner !== principal.account
  const own3 =
    (own.boundary === undefined || allows([own.boundary])) &&
    (principal.type === 'federated-user'
      ? allows(own.session ?? [])
      : own.session === undefined || allows(own.session))

  if (!inAccount) return verdict(grant > 0)
  if (principal.type === 'root') {
    // "Roles may not be assumed by root accounts."
    if (request.action.toLowerCase() === 'sts:assumerole') return 'implicit-deny'
    return verdict(cross || guardsItself(request) ? grant > 0 : true)
  }
  const identityPath = allows(own.identity) && own3
  if (cross) return verdict(grant > 0 && identityPath)
  if (grant === 3) return 'allowed'
  if (grant === 2) return verdict(own3)
  return verdict(identityPath && (grant === 1 || !guardsItself(request)))
}

/** Role trust and KMS key policies must allow, also within the account. */
function guardsItself({ action, resource }: SpecRequest): boolean {
  const [arn, , service, , , ...rest] = resource.arn.split(':')
  if (arn !== 'arn' || rest.length === 0) return false
  if (service === 'kms') return rest.join(':').startsWith('key/')
  return service === 'iam' && rest.join(':').startsWith('role/') && action.toLowerCase().startsWith('sts:')
}

function ownerOf(arn: string): string | undefined {
  const parts = arn.split(':')
  return parts[0] === 'arn' && parts.length > 5 && /^\d{12}$/.test(parts[4]!) ? parts[4] : undefined
}

/** The statements of an effect that speak about the request, leaving aside whom they name. */
function speaks(policy: Document, effect: string, request: SpecRequest): readonly SpecStatement[] {
  return policy.Statement.filter(
    (statement) =>
      statement.Effect === effect &&
      matchAction(statement, request.action) &&
      matchResource(statement, policy, request) &&
      matchConditions(statement.Condition ?? {}, statement.Effect, policy.Version, request.context),
  )
}

/** "Action": case is ignored. */
function matchAction(statement: SpecStatement, action: string): boolean {
  const list = statement.Action ?? statement.NotAction ?? []
  const listed = list.some((pattern) =>
    glob(readText(pattern.toLowerCase(), undefined, true)!, action.toLowerCase()),
  )
  if (statement.Action) return listed
  // Ours: NotAction without values excepts nothing; an Allow then applies to nothing.
  return list.length === 0 ? statement.Effect === 'Deny' : !listed
}

/** "Resource": part by part; variables in the last part only. */
function matchResource(
  statement: SpecStatement,
  policy: Document,
  { resource, context }: SpecRequest,
): boolean {
  const list = statement.Resource ?? statement.NotResource
  if (!list) return true
  const answers = list.map((pattern) => resourceAnswer(pattern, policy, resource.arn, context))
  const denies = statement.Effect === 'Deny'
  if (statement.Resource) {
    if (answers.includes('yes')) return true
    // Ours: what cannot be read counts against the caller.
    return answers.includes('unreadable') ? denies : false
  }
  if (answers.includes('yes')) return false
  if (answers.includes('unreadable') || answers.includes('no value')) return denies
  return list.length === 0 ? denies : true
}

function resourceAnswer(pattern: string, policy: Document, arn: string, context: SpecContext) {
  const pieces = readText(pattern, policy.Version === '2012-10-17' ? context : undefined, true)
  if (!pieces || pieces.length === 0) return 'unreadable'
  if (pieces.every((piece) => piece === 'star')) return 'yes'
  const parts = splitPieces(pieces)
  if (parts.slice(0, 5).some((part) => part.some((piece) => typeof piece === 'object' && piece.variable)))
    return 'unreadable'
  // Observed: ARNs that end early are filled up in policies of principals, and only there.
  if (['identity', 'boundary', 'session'].includes(policy.kind)) while (parts.length < 6) parts.push(['star'])
  if (parts.length < 6) return 'unreadable'
  return matchParts(parts, arn)
}

/** "Principal": 3 the caller itself or everybody, 2 its role or user, 1 its account, 0 not named. */
function names(
  statement: SpecStatement,
  policy: Document,
  { principal }: SpecRequest,
  bounded: boolean,
): number {
  const denies = statement.Effect === 'Deny'
  const element = statement.Principal ?? statement.NotPrincipal
  if (!element) return denies ? 3 : 0
  const entries =
    element === '*'
      ? [['AWS', '*'] as const]
      : Object.entries(element).flatMap(([type, list]) => list.map((one) => [type, one] as const))
  const grades = entries.map(([type, one]) => entryNames(type, one, principal, policy, denies))
  const unreadable = grades.includes('unreadable')
  const best = Math.max(0, ...grades.filter((grade) => typeof grade === 'number'))
  if (statement.Principal) return best > 0 ? best : unreadable && denies ? 3 : 0
  // Ours: an Allow leaves out whoever is listed in any form.
  if (!denies) return best > 0 || unreadable || entries.length === 0 ? 0 : 3
  // A Deny with NotPrincipal reaches everyone who has a permissions boundary.
  if (bounded) return 3
  // "you must also specify the account", and for sessions the role: all forms must be listed.
  const forms: Record<string, readonly number[]> = {
    user: [3, 1],
    'role-session': [3, 2, 1],
    'federated-user': [3, 2, 1],
  }
  return (forms[principal.type] ?? [3]).every((form) => grades.includes(form)) ? 0 : 3
}

function entryNames(
  type: string,
  text: string,
  principal: SpecPrincipal,
  policy: Document,
  denies: boolean,
): number | 'unreadable' {
  if (type === 'AWS' && text === '*') {
    // Ours: in a trust policy, everybody means everybody with an account.
    return policy.kind === 'trust' && !denies && principal.account === undefined ? 0 : 3
  }
  if (type === 'Service') {
    if (/[^a-z0-9.-]/.test(text) || text === '') return 'unreadable'
    return principal.type === 'service' && principal.name === text ? 3 : 0
  }
  if (type === 'Federated') {
    const builtIn = [
      'accounts.google.com',
      'cognito-identity.amazonaws.com',
      'graph.facebook.com',
      'www.amazon.com',
    ]
    if (!builtIn.includes(text) && !/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.*-provider\//.test(text))
      return 'unreadable'
    return ['web-identity', 'saml'].includes(principal.type) && principal.provider === text ? 3 : 0
  }
  if (type !== 'AWS') return 'unreadable'
  const root = /^(?:arn:[^:*?]+:iam::)?(\d{12})(?::root)?$/.exec(text)
  if (root && (text.length === 12 || text.endsWith(':root'))) {
    if (principal.account !== root[1]) return 0
    return principal.type === 'root' ? 3 : 1
  }
  if (/^(?:AROA|AIDA)[A-Z0-9]{12,}$/.test(text)) {
    if (principal.type === 'user') return principal.id === text ? 3 : 0
    return principal.type === 'role-session' && principal.roleId === text ? 2 : 0
  }
  if (/[*?]/.test(text)) return 'unreadable'
  if (/^arn:[^:]+:iam::[^:]*:user\//.test(text) || /^arn:[^:]+:iam::[^:]*:user$/.test(text)) {
    if (principal.type === 'federated-user') return principal.userArn === text ? 2 : 0
    return principal.type === 'user' && principal.arn === text ? 3 : 0
  }
  const role = /^(arn:[^:]+:iam::[^:]*:role\/)(?:.*\/)?([^/]*)$/.exec(text)
  if (role) {
    const { roleArn } = principal
    return roleArn?.startsWith(role[1]!) && roleArn.slice(roleArn.lastIndexOf('/') + 1) === role[2] ? 2 : 0
  }
  if (/^arn:[^:]+:sts::[^:]*:(?:assumed-role|federated-user)\//.test(text))
    return principal.arn === text ? 3 : 0
  return 'unreadable'
}
