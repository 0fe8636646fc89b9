// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of the policy language

import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Access,
  checkAccessNotGranted,
  checkNoNewAccess,
  compilePolicy,
  type PolicyKind,
  parsePolicy,
} from '../src/index.ts'
import { arbitraryChange } from './generate/arbitrary-change.ts'
import { faceChecks } from './generate/face-checks.ts'

interface ChangeCase {
  readonly is: string
  readonly kind?: PolicyKind
  readonly before: readonly object[]
  readonly after: readonly object[]
  readonly passes: boolean
  /** A Deny is what the new policy lacks. */
  readonly denied?: boolean
}

const cases = JSON.parse(
  readFileSync(new URL('./compare-cases.json', import.meta.url), 'utf8'),
) as ChangeCase[]

function compile(Statement: object | readonly object[], kind: PolicyKind = 'identity') {
  const parsed = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement }), kind)
  if (!parsed.ok) throw new Error(parsed.findings.map(({ message }) => message).join('; '))
  return compilePolicy(parsed.policy, 'policy')
}

describe('no new access', () => {
  test.each(cases)('$is', ({ kind, before, after, passes, denied = false }) => {
    const { reasons, ...answer } = checkNoNewAccess(compile(after, kind), compile(before, kind))
    expect(answer).toEqual({ passes, exhausted: false })
    expect(reasons).toEqual(passes ? [] : [{ statement: 0, sid: undefined, denied }])
  })

  test('names each statement that grants more', () => {
    const before = compile([{ Effect: 'Allow', Action: 's3:*', Resource: '*' }])
    const after = compile([
      { Sid: 'Old', Effect: 'Allow', Action: 's3:Get*', Resource: '*' },
      { Sid: 'New', Effect: 'Allow', Action: 'sqs:*', Resource: '*' },
      { Effect: 'Deny', Action: 'ec2:*', Resource: '*' },
      { Effect: 'Allow', Action: 'sns:*', Resource: '*' },
    ])
    expect(checkNoNewAccess(after, before).reasons).toEqual([
      { statement: 1, sid: 'New', denied: false },
      { statement: 3, sid: undefined, denied: false },
    ])
  })

  test('policies of two kinds cannot be compared', () => {
    const all = { Effect: 'Allow', Action: '*', Resource: '*' }
    const resource = compile({ ...all, Principal: '*' }, 'resource')
    expect(() => checkNoNewAccess(compile(all), resource)).toThrow(TypeError)
  })
})

describe('access not granted', () => {
  const policy = compile([
    { Sid: 'Read', Effect: 'Allow', Action: 's3:Get*', Resource: 'arn:aws:s3:::a/*' },
    { Effect: 'Allow', NotAction: ['s3:*', 'iam:*'], Resource: '*' },
    { Effect: 'Deny', Action: 's3:GetObjectAcl', Resource: '*' },
    {
      Effect: 'Deny',
      Action: 'sqs:*',
      Resource: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ])
  test.each<[string, Access, number[]]>([
    ['an action that is granted', { actions: ['S3:GETOBJECT'] }, [0]],
    ['an action that no statement names', { actions: ['s3:PutObject', 'iam:*'] }, []],
    ['a pattern of which some is granted', { actions: ['*:GetObject'] }, [0, 1]],
    ['an action that is taken back', { actions: ['s3:GetObjectAcl'] }, []],
    ['an action that is taken back under a condition', { actions: ['sqs:SendMessage'] }, [1]],
    ['a resource', { resources: ['arn:aws:s3:::a/x'] }, [0, 1]],
    ['an action on another resource', { actions: ['s3:GetObject'], resources: ['arn:aws:s3:::b/*'] }, []],
    ['an action on resources that meet', { actions: ['s3:GetObject'], resources: ['arn:aws:s3:::*/x'] }, [0]],
    ['anything', {}, [0, 1]],
    ['no action', { actions: [] }, []],
  ])('%s', (_name, access, granted) => {
    const { passes, reasons } = checkAccessNotGranted(policy, [access])
    expect(reasons.map(({ statement }) => statement)).toEqual(granted)
    expect(passes).toBe(granted.length === 0)
  })

  test('none of several accesses, and none of none', () => {
    const accesses = [{ actions: ['iam:PassRole'] }, { actions: ['s3:GetObject'] }]
    expect(checkAccessNotGranted(policy, accesses).reasons).toEqual([
      { statement: 0, sid: 'Read', denied: false },
    ])
    expect(checkAccessNotGranted(policy, []).passes).toBe(true)
  })

  test('what a Deny leaves out stays left out beside a pattern that cannot be read', () => {
    const allow = { Effect: 'Allow', Action: '*', Resource: '*' }
    const deny = { Effect: 'Deny', Action: '*', NotResource: ['', 'arn:aws:s3:::*'] }
    const access = { resources: ['arn:aws:s3:::a'] }
    expect(checkAccessNotGranted(compile([allow, deny]), [access]).passes).toBe(false)
    const denyAll = { Effect: 'Deny', Action: '*', Resource: ['', 'arn:aws:s3:::b'] }
    expect(checkAccessNotGranted(compile([allow, denyAll]), [access]).passes).toBe(true)
  })

  test('a resource that cannot be read stands for any', () => {
    expect(checkAccessNotGranted(policy, [{ resources: ['arn:${x}'] }]).passes).toBe(false)
  })
})

describe('checks of access', () => {
  test('what passes allows nothing that it must not, as decide sees it', () => {
    const seen = { passed: 0, failed: 0, notGranted: 0, granted: 0, allowed: 0, refused: 0 }
    fc.assert(
      fc.property(arbitraryChange, (change) => {
        const faced = faceChecks(change)
        expect(faced.wrong).toBeUndefined()
        seen[faced.noNewAccess ? 'passed' : 'failed']++
        seen[faced.notGranted ? 'notGranted' : 'granted']++
        seen.allowed += faced.allowed
        seen.refused += faced.refused
      }),
      { numRuns: 4000 },
    )
    for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(500)
    expect(seen.allowed).toBeGreaterThan(20_000)
  })

  const many = <T>(count: number, of: (at: number) => T): T[] =>
    Array.from({ length: count }, (_, at) => of(at))
  const wide = (letter: string) => ({
    Effect: 'Allow',
    Action: many(4000, (at) => `${letter}*:${at}*a?*`),
    Resource: many(3000, (at) => `arn:aws:s3:::*${at}*${letter}*`),
  })
  test.each<[string, object | object[], object | object[]]>([
    ['long lists', wide('a'), wide('b')],
    [
      'thousands of statements',
      many(1500, (at) => (at % 2 ? 'Deny' : 'Allow')).map((Effect, at) => ({
        Effect,
        Action: `s3:*${at}*`,
        Resource: '*',
      })),
      many(1500, (at) => (at % 2 ? 'Deny' : 'Allow')).map((Effect, at) => ({
        Effect,
        Action: `s3:?${at}*`,
        Resource: '*',
      })),
    ],
    [
      'thousands of conditions',
      ['Allow', 'Deny'].map((Effect) => ({
        Effect,
        Action: '*',
        Resource: '*',
        Condition: { StringLike: Object.fromEntries(many(5000, (at) => [`ec2:k${at}`, 'x'])) },
      })),
      ['Allow', 'Deny'].map((Effect) => ({
        Effect,
        Action: '*',
        Resource: '*',
        Condition: { StringEquals: Object.fromEntries(many(5000, (at) => [`ec2:l${at}`, 'x'])) },
      })),
    ],
    [
      'long patterns',
      { Effect: 'Allow', Action: '*a'.repeat(50_000), Resource: '*' },
      { Effect: 'Allow', Action: '?*b'.repeat(30_000), Resource: '*' },
    ],
    [
      'long lists of variables',
      { Effect: 'Allow', Action: '*', Resource: many(4000, (at) => `arn:aws:s3:::\${aws:a}${at}`) },
      { Effect: 'Allow', Action: '*', Resource: many(4000, (at) => `arn:aws:s3:::\${aws:b}${at}`) },
    ],
  ])('%s are not looked into without end', (_name, before, after) => {
    const [one, other] = [compile(before), compile(after)]
    expect(checkNoNewAccess(other, one).passes).toBe(false)
    expect(checkNoNewAccess(one, other).passes).toBe(false)
    checkAccessNotGranted(one, [
      { actions: many(100, (at) => `*${at}`), resources: many(100, (at) => `arn:aws:*:*:*:*${at}`) },
    ])
  })
})
