import { readFileSync } from 'node:fs'
import { type PolicyKind, validatePolicy } from '@rolecall/policy'
import { describe, expect, test } from 'vitest'
import { serviceReference } from '../src/index.ts'

interface PolicyCase {
  readonly name: string
  readonly kind: PolicyKind
  readonly resourceType?: string
  readonly statements: readonly object[]
  /** The index of the statement and the code, in the order of the text. */
  readonly findings: readonly string[]
}

const cases = JSON.parse(readFileSync(new URL('./policies.json', import.meta.url), 'utf8')) as PolicyCase[]
const policy = (statements: unknown) => JSON.stringify({ Version: '2012-10-17', Statement: statements })

describe('policies such as people write', () => {
  test.each(cases)('$name', ({ kind, resourceType, statements, findings }) => {
    const found = validatePolicy(policy(statements), kind, serviceReference(), resourceType)
    expect(found.map(({ path, code }) => `${path[1]} ${code}`)).toEqual(findings)
  })
})

describe('hostile policies', () => {
  const many = (length: number, text: (index: number) => string) =>
    Array.from({ length }, (_, index) => text(index))
  const statement = { Effect: 'Allow', Action: 's3:*', Resource: '*' }
  const asked = (key: (index: number) => string) => ({
    StringEquals: Object.fromEntries(many(4000, key).map((name) => [name, 'x'])),
  })

  test.each([
    ['patterns of all actions', { ...statement, Action: many(15_000, (index) => `ec2:*${index}*`) }],
    [
      'patterns of all services',
      { ...statement, Action: [...serviceReference().services.keys()].map((one) => `${one}:*e*`) },
    ],
    [
      'patterns of resources',
      { ...statement, Resource: many(400, (index) => `arn:aws:ec2:::${'*a'.repeat(250)}${index}`) },
    ],
    ['variables that do not end', { ...statement, Resource: `arn:aws:s3:::${'${'.repeat(100_000)}` }],
    [
      'keys for each action',
      {
        ...statement,
        Action: many(4000, () => 's3:GetObject'),
        Condition: asked((index) => `aws:ResourceTag/${index}`),
      },
    ],
    [
      'families of keys',
      { ...statement, Condition: { StringEquals: { [`s3:${'/'.repeat(200_000)}`]: 'x' } } },
    ],
    [
      'names of objects',
      { ...statement, Action: ['__proto__:x', 'constructor:*'], Resource: 'arn:aws:__proto__:::x' },
    ],
  ])('%s: an answer, of bounded length', (_, one) => {
    const found = validatePolicy(policy(one), 'identity', serviceReference())
    expect(found.length).toBeLessThanOrEqual(1000)
  })

  test('ten million characters, and nesting without end', () => {
    for (const text of [policy({ ...statement, Resource: 'x'.repeat(10_000_000) }), '['.repeat(5_000_000)])
      expect(validatePolicy(text, 'identity', serviceReference()).map(({ code }) => code)).toEqual([
        'JSON_SYNTAX_ERROR',
      ])
  })

  test('a policy too long to look at wholly is not accused', () => {
    const actions = many(9000, (index) => `ec2:*${'?'.repeat(index % 7)}Describe${index}`)
    const codes = validatePolicy(policy({ ...statement, Action: actions }), 'identity', serviceReference())
    expect(codes.filter(({ code }) => code === 'INVALID_ACTION').length).toBeLessThan(1000)
  })
})
