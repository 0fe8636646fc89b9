import { type ContextValue, compilePolicy, decide, parsePolicy, requestContext } from '@rolecall/policy'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Sources, weigh } from '../src/policies/weigh.ts'

const principal = {
  type: 'role-session',
  account: '111122223333',
  arn: 'arn:aws:sts::111122223333:assumed-role/reader/one',
  id: 'AROAEXAMPLEEXAMPLEID0:one',
  roleArn: 'arn:aws:iam::111122223333:role/reader',
  roleId: 'AROAEXAMPLEEXAMPLEID0',
} as const
const keys = ['aws:SourceIp', 'aws:PrincipalTag/team', 'aws:SourceVpce', 'aws:userid']
const variable = (key: string) => `\${${key}}`
const values = ['a', 'b', 'shop']

const value: fc.Arbitrary<ContextValue | undefined> = fc.oneof(
  fc.constantFrom(...values),
  fc.constant(undefined),
  fc.subarray(values, { minLength: 2 }),
)
const condition = fc.record({
  operator: fc.constantFrom(
    'StringEquals',
    'StringNotEquals',
    'StringLike',
    'StringEqualsIfExists',
    'StringNotLikeIfExists',
    'ForAnyValue:StringEquals',
    'ForAllValues:StringEquals',
    'ForAnyValue:StringNotEquals',
    'Null',
  ),
  key: fc.constantFrom(...keys),
  wanted: fc.constantFrom('a', 'b', '*', variable('aws:PrincipalTag/team'), 'true', 'false'),
})
const statement = fc
  .record({
    Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
    Action: fc.constantFrom('s3:GetObject', 's3:Get*', 's3:PutObject'),
    resource: fc.constantFrom('Resource', 'Resource', 'NotResource'),
    arn: fc.constantFrom(
      '*',
      'arn:aws:s3:::shop/a',
      'arn:aws:s3:::shop/b',
      `arn:aws:s3:::shop/${variable('aws:userid')}`,
      `arn:aws:s3:::${variable('aws:PrincipalTag/team')}/*`,
    ),
    conditions: fc.array(condition, { maxLength: 2 }),
  })
  .map(({ Effect, Action, resource, arn, conditions }) => ({
    Effect,
    Action,
    [resource]: arn,
    Condition: Object.fromEntries(
      conditions.map(({ operator, key, wanted }) => [operator, { [key]: wanted }]),
    ),
  }))
const policy = fc.array(statement, { minLength: 1, maxLength: 3 })
const world = fc.record(Object.fromEntries(keys.map((key) => [key, value])))

const compiled = (kind: 'identity' | 'boundary' | 'resource', statements: readonly object[]) => {
  const named = statements.map((one) => (kind === 'resource' ? { ...one, Principal: '*' } : one))
  const parsed = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: named }), kind)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings))
  return compilePolicy(parsed.policy, kind)
}

test('what is decided stays so, whatever the unknown keys and the unread policies turn out to be', () => {
  const seen = { allowed: 0, denied: 0, undecided: 0 }
  fc.assert(
    fc.property(
      fc.record({
        identity: fc.array(policy, { minLength: 1, maxLength: 2 }),
        boundary: fc.option(policy),
        resource: fc.option(policy),
        world,
        known: fc.subarray(keys),
        unread: fc.subarray(['identity', 'boundary', 'resource'], { maxLength: 1 }),
      }),
      ({ identity, boundary, resource, world, known, unread }) => {
        const all = {
          identity: identity.map((one) => compiled('identity', one)),
          boundary: boundary ? compiled('boundary', boundary) : undefined,
          resource: resource ? compiled('resource', resource) : undefined,
        }
        const hide = (layer: string, policy: (typeof all)['boundary']) =>
          policy && (unread.includes(layer) ? { unread: layer } : { policy })
        const sources: Sources = {
          identity: all.identity.map((one) => hide('identity', one)!),
          boundary: hide('boundary', all.boundary),
          resource: hide('resource', all.resource),
        }
        const request = { principal, action: 's3:GetObject', resource: { arn: 'arn:aws:s3:::shop/a' } }
        const given = Object.entries(world).filter(([key]) => known.includes(key))
        const { outcome } = weigh(
          request,
          {
            context: requestContext(given),
            isUnknown: (key) => !given.some(([one]) => one.toLowerCase() === key),
          },
          sources,
        )
        const { allowed } = decide({ ...request, context: requestContext(Object.entries(world)) }, all)
        seen[outcome]++
        if (outcome !== 'undecided') expect(outcome).toBe(allowed ? 'allowed' : 'denied')
      },
    ),
    { numRuns: 3000 },
  )
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(100)
})
