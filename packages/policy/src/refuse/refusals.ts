import { readOperator } from '../condition/read-operator.ts'
import type { PrincipalType } from '../document/policy.ts'
import type { PolicyKind } from '../document/policy-kinds.ts'
import { compilePrincipalEntry } from '../principal/compile-principal-entry.ts'
import { isStorableDate } from './is-storable-date.ts'
import type { PlainPolicy, PlainStatement } from './plain-policy.ts'
import { refuseAction } from './refuse-action.ts'
import { refuseResource } from './refuse-resource.ts'

export interface Refusal {
  readonly kinds: readonly PolicyKind[]
  readonly refuse: (policy: PlainPolicy) => string | undefined
}

const all: readonly PolicyKind[] = ['identity', 'boundary', 'session', 'trust', 'scp', 'rcp', 'resource']
const iam: readonly PolicyKind[] = ['identity', 'boundary', 'session']
const withResource: readonly PolicyKind[] = [...iam, 'scp', 'rcp']
const syntax = 'Syntax errors in policy.'

/** What a service refuses in a policy whose elements have the right types, in the order in which it looks. */
export const refusals: readonly Refusal[] = [
  { kinds: all, refuse: (policy) => (policy.statements.length === 0 ? syntax : undefined) },
  {
    kinds: all,
    refuse: each((statement) => (statement.conditions.some(unknownOperator) ? syntax : undefined)),
  },
  {
    kinds: ['identity', 'boundary'],
    refuse: ({ version }) =>
      version === '2012-10-17' ? undefined : 'Policy document must be version 2012-10-17 or greater.',
  },
  {
    kinds: all,
    refuse: each((statement) =>
      failsLegacyParsing(statement) ? 'The policy failed legacy parsing' : undefined,
    ),
  },
  {
    kinds: [...iam, 'trust'],
    refuse: each(({ sid }) =>
      sid === undefined || /^[0-9A-Za-z]*$/.test(sid)
        ? undefined
        : 'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
    ),
  },
  { kinds: all, refuse: repeatedSid },
  {
    kinds: all,
    refuse: each(({ hasAction, actions }) =>
      hasAction && actions.length > 0 ? undefined : 'Policy statement must contain actions.',
    ),
  },
  { kinds: withResource, refuse: each(({ resources }) => first(resources, refuseResource)) },
  { kinds: all, refuse: each(({ actions }) => first(actions, refuseAction)) },
  {
    kinds: withResource,
    refuse: each(({ hasResource, resources }) =>
      hasResource && resources.length > 0 ? undefined : 'Policy statement must contain resources.',
    ),
  },
  {
    kinds: ['trust'],
    refuse: each(({ actions }) =>
      actions.every((action) => /^sts:/i.test(action))
        ? undefined
        : 'AssumeRole policy may only specify STS AssumeRole actions.',
    ),
  },
  {
    kinds: ['trust', 'resource'],
    refuse: each(({ principals }) => first(principals, refusePrincipal)),
  },
  {
    kinds: ['rcp'],
    refuse: each(({ effect, principals }) =>
      effect === 'Deny' && principals.length === 1 && principals[0]![1] === '*'
        ? undefined
        : 'The provided policy document does not meet the requirements of the specified policy type.',
    ),
  },
]

function each(refuse: (statement: PlainStatement) => string | undefined): Refusal['refuse'] {
  return (policy) => first(policy.statements, refuse)
}

function first<T>(values: readonly T[], refuse: (value: T) => string | undefined): string | undefined {
  for (const value of values) {
    const message = refuse(value)
    if (message !== undefined) return message
  }
  return undefined
}

function unknownOperator([operator]: readonly [string, ...unknown[]]): boolean {
  return readOperator(operator) === undefined
}

/** An effect in other case, an ARN of too few parts with an empty one, or a date that is none. */
function failsLegacyParsing({ effect, resources, conditions }: PlainStatement): boolean {
  if (effect !== 'Allow' && effect !== 'Deny') return true
  const broken = (resource: string) => {
    if (resource === '*' || refuseResource(resource) !== undefined) return false
    const parts = resource.split(':')
    return (parts.length < 6 && resource.includes('::')) || parts[2] === ''
  }
  if (resources.some(broken)) return true
  return conditions.some(
    ([operator, , values]) =>
      readOperator(operator)?.operator?.family.type === 'date' && !values.every(isStorableDate),
  )
}

function repeatedSid({ statements }: PlainPolicy): string | undefined {
  const sids = statements.map((statement) => statement.sid).filter((sid) => sid !== '')
  return new Set(sids).size === sids.length
    ? undefined
    : 'Statement IDs (SID) in a single policy must be unique.'
}

function refusePrincipal([type, value]: readonly [type: string, value: string]): string | undefined {
  if ((value === '*' && type === 'AWS') || type === 'CanonicalUser') return undefined
  const known = compilePrincipalEntry(type as PrincipalType, value, {})
  return known ? undefined : `Invalid principal in policy: "${type}":"${value}"`
}
