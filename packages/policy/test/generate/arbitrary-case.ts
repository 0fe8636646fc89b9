import fc from 'fast-check'
import type { Principal } from '../../src/index.ts'
import type { Document, SpecPolicies, SpecRequest, SpecStatement } from '../specification/input.ts'
import { vocabulary } from './vocabulary.data.ts'

export interface GeneratedCase {
  readonly request: SpecRequest & { readonly principal: Principal }
  readonly policies: SpecPolicies
}

const callers: readonly Principal[] = [
  ...vocabulary.accounts.flatMap((account): Principal[] => [
    { type: 'root', account, arn: `arn:aws:iam::${account}:root` },
    {
      type: 'user',
      account,
      arn: `arn:aws:iam::${account}:user/ann`,
      id: 'AIDAEXAMPLEEXAMPLE001',
      name: 'ann',
    },
    {
      type: 'role-session',
      account,
      arn: `arn:aws:sts::${account}:assumed-role/reader/pod-1`,
      id: 'AROAEXAMPLEEXAMPLE001:pod-1',
      roleArn: `arn:aws:iam::${account}:role/shop/reader`,
      roleId: 'AROAEXAMPLEEXAMPLE001',
    },
    {
      type: 'federated-user',
      account,
      arn: `arn:aws:sts::${account}:federated-user/bob`,
      id: `${account}:bob`,
      userArn: `arn:aws:iam::${account}:user/ann`,
    },
  ]),
  {
    type: 'role-session',
    account: '111122223333',
    arn: 'arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForSupport/s',
    id: 'AROAEXAMPLEEXAMPLE009:s',
    roleArn: 'arn:aws:iam::111122223333:role/aws-service-role/support.amazonaws.com/AWSServiceRoleForSupport',
    roleId: 'AROAEXAMPLEEXAMPLE009',
  },
  { type: 'web-identity', provider: 'arn:aws:iam::111122223333:oidc-provider/oidc.example.com/id/1' },
  { type: 'web-identity', provider: 'accounts.google.com' },
  { type: 'saml', provider: 'arn:aws:iam::111122223333:saml-provider/corp' },
  { type: 'service', name: 'pods.eks.amazonaws.com' },
  { type: 'anonymous' },
]

const some = (values: readonly string[], maxLength = 3) =>
  fc.array(fc.constantFrom(...values), { minLength: 0, maxLength, size: 'max' })
const mostlySome = (values: readonly string[]) =>
  fc.oneof(
    { weight: 20, arbitrary: fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.constant([]) },
  )

const operator = fc
  .tuple(
    fc.constantFrom('', '', '', 'ForAllValues:', 'ForAnyValue:'),
    fc.constantFrom(...vocabulary.operators),
    fc.constantFrom('', '', 'IfExists'),
  )
  .map((parts) => parts.join(''))
const conditionValues = fc.oneof(
  { weight: 3, arbitrary: some([...vocabulary.texts, ...vocabulary.policyTexts]) },
  { weight: 1, arbitrary: some(vocabulary.policyTexts.filter((text) => text.includes('${aws:'))) },
)
const block = fc
  .dictionary(fc.constantFrom(...vocabulary.keys), conditionValues, { minKeys: 1, maxKeys: 2 })
  .map(oneSpelling)
const condition = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  { weight: 2, arbitrary: fc.dictionary(operator, block, { maxKeys: 2 }) },
)

/** Keys that differ in case alone would be refused when the policy is read. */
function oneSpelling(record: Record<string, string[]>): Record<string, string[]> {
  const seen = new Set<string>()
  return Object.fromEntries(
    Object.entries(record).filter(([key]) => !seen.has(key.toLowerCase()) && seen.add(key.toLowerCase())),
  )
}

const principals = fc
  .array(fc.constantFrom(...vocabulary.principals), { maxLength: 4, minLength: 1 })
  .map((entries) => {
    const byType: Record<string, string[]> = {}
    for (const [type, text] of entries) byType[type] = [...(byType[type] ?? []), text]
    return byType
  })

function statement(kind: string): fc.Arbitrary<SpecStatement> {
  const names = ['resource', 'trust', 'rcp'].includes(kind)
  const element = fc.oneof(
    { weight: 3, arbitrary: fc.record({ Principal: principals }) },
    { weight: 1, arbitrary: fc.record({ Principal: fc.constant('*' as const) }) },
    { weight: kind === 'resource' ? 1 : 0, arbitrary: fc.record({ NotPrincipal: principals }) },
  )
  const action = fc.oneof(
    { weight: 5, arbitrary: fc.record({ Action: mostlySome(vocabulary.actionPatterns) }) },
    { weight: 1, arbitrary: fc.record({ NotAction: mostlySome(vocabulary.actionPatterns) }) },
  )
  const resource = fc.oneof(
    { weight: 5, arbitrary: fc.record({ Resource: mostlySome(vocabulary.resourcePatterns) }) },
    { weight: 1, arbitrary: fc.record({ NotResource: mostlySome(vocabulary.resourcePatterns) }) },
  )
  return fc
    .record({
      Effect: fc.constantFrom('Allow' as const, 'Allow' as const, 'Allow' as const, 'Deny' as const),
      names: names ? element : fc.constant({}),
      action,
      resource: kind === 'trust' ? fc.constant({}) : resource,
      Condition: condition,
    })
    .map(({ Effect, names, action, resource, Condition }) => ({
      Effect,
      ...names,
      ...action,
      ...resource,
      ...(Condition ? { Condition: oneSpellingOfOperators(Condition) } : {}),
    }))
}

function oneSpellingOfOperators<T>(record: Record<string, T>): Record<string, T> {
  const seen = new Set<string>()
  return Object.fromEntries(
    Object.entries(record).filter(([key]) => !seen.has(key.toLowerCase()) && seen.add(key.toLowerCase())),
  )
}

function document(kind: string): fc.Arbitrary<Document> {
  return fc.record({
    kind: fc.constant(kind),
    Version: fc.constantFrom('2012-10-17', '2012-10-17', '2012-10-17', '2008-10-17', undefined),
    Statement: fc.array(statement(kind), { minLength: 1, maxLength: 3 }),
  })
}

/** A policy that lets all pass, so that the layers behind it are reached. */
const open = (kind: string): fc.Arbitrary<Document> =>
  fc.constant({
    kind,
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: ['*'], Resource: ['*'] }],
  })
const guard = (kind: string) => fc.oneof(document(kind), open(kind))
const maybe = <T>(arbitrary: fc.Arbitrary<T>, weight = 1): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight, arbitrary })

const contextValue = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...vocabulary.texts) },
  { weight: 1, arbitrary: some(vocabulary.texts) },
)

/** Keys that differ in case alone: a caller may send such tags. */
const twins = fc
  .tuple(fc.constantFrom('aws:PrincipalTag/team', 'aws:TagKeys', 'example:bytes'), contextValue, contextValue)
  .map(([key, one, other]) => ({ [key]: one, [key.toUpperCase()]: other }))

/** A request and policies of every layer, over a small vocabulary. */
export const arbitraryCase: fc.Arbitrary<GeneratedCase> = fc.record({
  request: fc.record({
    principal: fc.constantFrom(...callers),
    action: fc.constantFrom(...vocabulary.actions),
    resource: fc.record({
      arn: fc.constantFrom(...vocabulary.resources),
      account: fc.constantFrom(undefined, undefined, ...vocabulary.accounts),
    }),
    context: fc
      .tuple(
        fc.dictionary(fc.constantFrom(...vocabulary.keys), contextValue, { maxKeys: 7, size: 'max' }),
        fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: twins }),
      )
      .map(([some, more]) => ({ ...some, ...more })),
  }),
  policies: fc.record({
    identity: fc.array(guard('identity'), { maxLength: 2 }),
    boundary: maybe(guard('boundary')),
    session: maybe(fc.array(guard('session'), { maxLength: 2 })),
    resource: maybe(fc.oneof(document('resource'), document('trust')), 4),
    scps: maybe(fc.array(fc.array(guard('scp'), { maxLength: 2 }), { maxLength: 2 })),
    rcps: maybe(fc.array(fc.array(document('rcp'), { maxLength: 1 }), { maxLength: 2 })),
  }),
})
