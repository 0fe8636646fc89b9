import { describe, expect, it } from 'vitest'
import { mergeRevocation } from '../../src/dissociate/revocation/merge-revocation.ts'
import { type Revocation, revocation } from '../../src/dissociate/revocation/revocation.ts'
import type { Json } from '../../src/json/json.ts'

const now = Date.parse('2026-11-27T12:00:00Z')
const hours = 60 * 60 * 1000
const clusterArn = 'arn:aws:eks:us-east-1:111122223333:cluster/shop'
const of = (serviceAccount: string, before = now): Revocation => ({
  before,
  pods: { clusterArn, namespace: 'shop', serviceAccount },
})
const whole = (before = now): Revocation => ({ before })
const policy = (...Statement: Json[]): Json => ({ Version: '2012-10-17', Statement })
/** As AWS's console writes it. */
const console = (date: string): Json => ({
  Effect: 'Deny',
  Action: ['*'],
  Resource: ['*'],
  Condition: { DateLessThan: { 'aws:TokenIssueTime': date } },
})
const foreign: readonly (readonly [name: string, statement: Json])[] = [
  ['another condition', { ...(revocation.write(of('a', 0)) as object), Condition: { Bool: { x: 'true' } } }],
  ['a condition more', withCondition({ Bool: { 'aws:SecureTransport': 'false' } })],
  ['a tag more', withCondition({ StringEquals: { 'aws:PrincipalTag/team': 'red' } })],
  ['an Allow', { ...(revocation.write(whole(0)) as object), Effect: 'Allow' }],
  ['fewer actions', { ...(revocation.write(whole(0)) as object), Action: 's3:*' }],
  ['a NotAction', { ...(revocation.write(whole(0)) as object), NotAction: 's3:*' }],
  ['no date', withCondition({ DateLessThan: { 'aws:TokenIssueTime': 'long ago' } })],
  ['a time of no zone', withCondition({ DateLessThan: { 'aws:TokenIssueTime': '2026-11-27T12:00:00' } })],
  [
    'a time of another zone',
    withCondition({ DateLessThan: { 'aws:TokenIssueTime': '2026-11-27T13:00:00+01:00' } }),
  ],
  ['two dates', withCondition({ DateLessThan: { 'aws:TokenIssueTime': ['2020-01-01', '2021-01-01'] } })],
  ['a hostile name', JSON.parse('{ "__proto__": { "Effect": "Deny" } }')],
  ['a text', 'Deny'],
  ['nothing', null],
]

function withCondition(more: Record<string, Json>): Json {
  const { Condition, ...rest } = revocation.write(whole(0)) as { Condition: object }
  return { ...rest, Condition: { ...Condition, ...more } }
}

/** What the merged policy ends, in its order; `null` for what it does not read. */
const read = (document: Json) =>
  (document as { Statement: Json[] }).Statement.map((one) => revocation.read(one) ?? null)

describe('revocations of others', () => {
  it.each<[name: string, present: readonly Revocation[], wanted: Revocation, then: readonly Revocation[]]>([
    ['are none at first', [], of('a'), [of('a')]],
    ['stay', [of('a', now - hours)], of('b'), [of('a', now - hours), of('b')]],
    [
      'give way to a later one of the same pods',
      [of('a', now - hours), of('b')],
      of('a'),
      [of('b'), of('a')],
    ],
    ['are enough when they are later', [of('a', now + 1000)], of('a'), [of('a', now + 1000)]],
    ['are enough when they are of the whole role', [whole()], of('a'), [whole()]],
    ['are not when the whole role is of before', [whole(now - 1000)], of('a'), [whole(now - 1000), of('a')]],
    ['give way to one of the whole role', [of('a'), of('b', now - hours)], whole(), [whole()]],
    ['do not where they are later', [of('a', now + 1000)], whole(), [of('a', now + 1000), whole()]],
    ['stay for twelve hours', [of('a', now - 12 * hours)], of('b'), [of('a', now - 12 * hours), of('b')]],
    ['and no longer', [of('a', now - 12 * hours - 1000), whole(now - 13 * hours)], of('b'), [of('b')]],
    [
      'of another cluster are others',
      [{ before: now, pods: { clusterArn: `${clusterArn}-2`, namespace: 'shop', serviceAccount: 'a' } }],
      of('a'),
      [
        { before: now, pods: { clusterArn: `${clusterArn}-2`, namespace: 'shop', serviceAccount: 'a' } },
        of('a'),
      ],
    ],
  ])('%s', (_, present, wanted, then) => {
    const { document, isThere } = mergeRevocation(policy(...present.map(revocation.write)), wanted, now)
    expect(read(document)).toEqual(then)
    expect(isThere).toBe(present.some((one) => revocation.covers(one, wanted)))
  })

  it('are read as AWS’s console writes them', () => {
    expect(revocation.read(console('2026-11-27T11:00:00.000Z'))).toEqual(whole(now - hours))
    expect(read(mergeRevocation(policy(console('2026-11-27T11:00:00.000Z')), whole(), now).document)).toEqual(
      [whole()],
    )
  })

  it('are found in a policy with one statement that stands alone', () => {
    const { document } = mergeRevocation(
      { Version: '2012-10-17', Statement: revocation.write(of('a')) },
      of('b'),
      now,
    )
    expect(read(document)).toEqual([of('a'), of('b')])
  })

  it.each(foreign)('of a form of their own stay as they are: %s', (_, statement) => {
    expect(mergeRevocation(policy(statement), whole(), now).document).toEqual(
      policy(statement, revocation.write(whole())),
    )
  })
})

it('writes whole seconds, in the form that AWS has', () => {
  expect(revocation.write(of('a'))).toEqual({
    Effect: 'Deny',
    Action: '*',
    Resource: '*',
    Condition: {
      DateLessThan: { 'aws:TokenIssueTime': '2026-11-27T12:00:00Z' },
      StringEquals: {
        'aws:PrincipalTag/eks-cluster-arn': clusterArn,
        'aws:PrincipalTag/kubernetes-namespace': 'shop',
        'aws:PrincipalTag/kubernetes-service-account': 'a',
      },
    },
  })
})

it('refuses what IAM has no room for, rather than drop a revocation, and takes the whole role', () => {
  let document: Json = policy()
  let count = 0
  const more = () => mergeRevocation(document, of(`account-${count}`), now)
  for (; count < 20; count++) document = more().document
  expect(() => {
    for (; count < 1000; count++) document = more().document
  }).toThrow(/is full: it holds \d\d revocations .* --whole-role takes one statement/)
  expect(read(document)).toHaveLength(count)
  expect(JSON.stringify(document).length).toBeLessThanOrEqual(10_240)
  expect(read(mergeRevocation(document, whole(), now).document)).toEqual([whole()])
})

it.each([['a text'], [null], [[]], [7]])('refuses a policy that is none: %j', (present) => {
  expect(() => mergeRevocation(present, whole(), now)).toThrow(/is no policy/)
})
