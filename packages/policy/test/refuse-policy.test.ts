import { describe, expect, test } from 'vitest'
import type { PolicyKind } from '../src/index.ts'
import { policyQuotas, refusePolicy } from '../src/index.ts'

const malformed = (message: string) => ({ code: 'MalformedPolicyDocument', message })
const identity = (statement: object, version: string | undefined = '2012-10-17') =>
  refusePolicy(JSON.stringify({ Version: version, Statement: statement }), 'identity')
const bucket = 'arn:aws:s3:::bucket'
const list = { Effect: 'Allow', Action: 's3:ListBucket' }
const syntax = 'Syntax errors in policy.'
const legacy = 'The policy failed legacy parsing'
const version = 'Policy document must be version 2012-10-17 or greater.'
const vendor = 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.'

describe('what IAM says of an identity policy', () => {
  const whole = { ...list, Resource: bucket }
  const dated = (value: unknown) => ({
    ...whole,
    Condition: { DateGreaterThan: { 'aws:CurrentTime': value } },
  })
  test.each<[string, object, string | undefined]>([
    ['a policy without fault', whole, undefined],
    ['no statement in the list', [], syntax],
    ['a statement that is text', ['afd'], syntax],
    ['an unknown element', { ...whole, Extra: 1 }, syntax],
    ['both Action and NotAction', { ...whole, NotAction: 's3:*' }, syntax],
    ['an effect that does not exist', { ...whole, Effect: 'Maybe' }, syntax],
    ['an effect in lower case', { ...whole, Effect: 'allow' }, legacy],
    ['no effect', { Action: 's3:*', Resource: '*' }, syntax],
    ['an action without service', { ...whole, Action: 'ListBucket' }, vendor],
    ['an empty action', { ...whole, Action: '' }, vendor],
    [
      'an action with two colons',
      { ...whole, Action: 's3:List:Bucket' },
      'Actions/Condition can contain only one colon.',
    ],
    ['a service with a space', { ...whole, Action: 'a a:List' }, 'Vendor a a is not valid'],
    ['no action', { Effect: 'Allow', Resource: bucket }, 'Policy statement must contain actions.'],
    ['an empty list of actions', { ...whole, Action: [] }, 'Policy statement must contain actions.'],
    ['no resource', list, 'Policy statement must contain resources.'],
    ['an empty list of resources', { ...list, Resource: [] }, 'Policy statement must contain resources.'],
    ['a resource that is no ARN', { ...list, Resource: 'x' }, 'Resource x must be in ARN format or "*".'],
    ['an empty resource', { ...list, Resource: '' }, 'Resource  must be in ARN format or "*".'],
    [
      'an unknown partition',
      { ...list, Resource: 'a:b:c:d:e:f:g:h' },
      'Partition "b" is not valid for resource "arn:b:c:d:e:f:g:h".',
    ],
    [
      'a short ARN of no partition',
      { ...list, Resource: 'a:b:c' },
      'Partition "b" is not valid for resource "arn:b:c:*:*:*".',
    ],
    [
      'an ARN that ends early',
      { ...list, Resource: 'arn:aws' },
      'Resource vendor must be fully qualified and cannot contain regexes.',
    ],
    ['an ARN that lacks a colon', { ...list, Resource: 'arn:aws:s3::bucket' }, legacy],
    [
      'a region in an S3 ARN',
      { ...list, Resource: 'arn:aws:s3:eu-west-1::b' },
      'Resource arn:aws:s3:eu-west-1::b can not contain region information.',
    ],
    ['a principal', { ...whole, Principal: '*' }, 'Policy document should not specify a principal.'],
    ['an unknown operator', { ...whole, Condition: { StringEqual: { 'a:b': 'c' } } }, syntax],
    ['a condition that is text', { ...whole, Condition: 'a' }, syntax],
    [
      'the same Sid twice',
      [
        { ...whole, Sid: 'A' },
        { ...whole, Sid: 'A' },
      ],
      'Statement IDs (SID) in a single policy must be unique.',
    ],
    [
      'empty Sids',
      [
        { ...whole, Sid: '' },
        { ...whole, Sid: '' },
      ],
      undefined,
    ],
    ['a date that is none', dated('yesterday'), legacy],
    ['a day that no month has', dated('2024-02-32'), legacy],
    ['the 30th of February, which is stored', dated('2024-02-30'), undefined],
    ['a day and an hour of one digit', dated('2024-2-3t2:00:00.5+23'), undefined],
    ['a zone of one digit', dated('2024-02-03t02:00:00+1'), legacy],
    ['ten digits of a second', dated('2024-02-03t02:00:00.1999999999Z'), legacy],
    ['a year before all', dated('-292275054'), undefined],
    ['seconds beyond 64 bits', dated('9223372036854775808'), legacy],
    ['an effect in lower case and no action', { Effect: 'allow', Resource: bucket }, legacy],
    ['an access point', { ...list, Resource: 'arn:aws:s3:eu-west-1:111122223333:accesspoint/a' }, undefined],
    ['an empty block of an unknown operator', { ...whole, Condition: { x: {} } }, undefined],
    ['a bad date beside a bad partition', { ...dated('soon'), Resource: 'arn:error:s3:::b' }, legacy],
    ['an action of odd characters', { ...whole, Action: 'iam: some thing ' }, undefined],
    ['seconds since the epoch', dated('1704067200'), undefined],
  ])('%s', (_, statement, message) => {
    expect(identity(statement)).toEqual(message === undefined ? undefined : malformed(message))
  })

  test.each([undefined, '2008-10-17'])('version %s', (each) => {
    const lower = { ...whole, Effect: 'denY' }
    expect(refusePolicy(JSON.stringify({ Version: each, Statement: lower }), 'identity')).toEqual(
      malformed(version),
    )
    expect(refusePolicy(JSON.stringify({ Version: each, Statement: whole }), 'identity')).toEqual(
      malformed(version),
    )
  })

  test('characters beyond Latin-1', () => {
    expect(identity({ ...list, Resource: 'arn:aws:s3:::b/é' })).toBeUndefined()
    expect(identity({ ...list, Resource: 'arn:aws:s3:::b/世' })).toEqual(malformed(syntax))
  })

  test('a Sid with anything but letters and digits', () => {
    const text =
      'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*'
    for (const Sid of ['Read Reports', 'a-b', 'é']) {
      expect(identity({ ...list, Sid, Resource: '*' })).toEqual(malformed(text))
    }
    expect(identity({ ...list, Sid: '', Resource: '*' })).toBeUndefined()
  })

  test('text that is no policy', () => {
    for (const text of ['', 'no json', '[]', 'null', '{"Version":"2013-10-17"}', '{"Statement":"\u4e16"}']) {
      expect(refusePolicy(text, 'identity')).toEqual(malformed(syntax))
    }
    expect(refusePolicy(7 as never, 'identity')).toEqual(malformed(syntax))
  })
})

describe('what IAM says of a trust policy', () => {
  const trust = {
    Effect: 'Allow',
    Principal: { Service: 'pods.eks.amazonaws.com' },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
  }
  test.each<[string, object, string | undefined]>([
    ['one without fault and without Version', trust, undefined],
    ['a resource', { ...trust, Resource: '*' }, 'Has prohibited field Resource'],
    ['no principal', { Effect: 'Allow', Action: 'sts:AssumeRole' }, 'Missing required field Principal'],
    [
      'an action of another service',
      { ...trust, Action: 's3:GetObject' },
      'AssumeRole policy may only specify STS AssumeRole actions.',
    ],
    [
      'a wildcard in a principal',
      { ...trust, Principal: { AWS: 'arn:aws:iam::111122223333:role/*' } },
      'Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:role/*"',
    ],
    [
      'a group',
      { ...trust, Principal: { AWS: 'arn:aws:iam::111122223333:group/g' } },
      'Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:group/g"',
    ],
  ])('%s', (_, Statement, message) => {
    expect(refusePolicy(JSON.stringify({ Statement }), 'trust')).toEqual(
      message === undefined ? undefined : malformed(message),
    )
  })
})

describe('what Organizations says', () => {
  const text = 'The provided policy document does not meet the requirements of the specified policy type.'
  const rcp = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' }
  test.each<[string, PolicyKind, object, string | undefined]>([
    ['an SCP without fault', 'scp', { ...list, Resource: '*' }, undefined],
    ['an SCP with a principal', 'scp', rcp, text],
    ['an RCP without fault', 'rcp', rcp, undefined],
    ['an RCP that allows', 'rcp', { ...rcp, Effect: 'Allow' }, text],
    ['an RCP for one role', 'rcp', { ...rcp, Principal: { AWS: 'arn:aws:iam::111122223333:role/r' } }, text],
    ['an RCP without action', 'rcp', { Effect: 'Deny', Principal: '*', Resource: '*' }, text],
  ])('%s', (_, kind, Statement, message) => {
    const refusal = refusePolicy(JSON.stringify({ Version: '2012-10-17', Statement }), kind)
    expect(refusal).toEqual(message === undefined ? undefined : malformed(message))
  })
})

describe('sizes', () => {
  const sized = (length: number, kind: PolicyKind, padding: string) => {
    const statement =
      kind === 'trust'
        ? { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }
        : { ...list, Resource: '*' }
    const text = JSON.stringify({ Version: '2012-10-17', Id: '', Statement: statement })
    const rest = length - text.length
    return padding === 'space'
      ? `${text}${' '.repeat(rest)}`
      : text.replace('"Id":""', `"Id":"${'x'.repeat(rest)}"`)
  }

  test.each<[PolicyKind, number, string]>([
    ['identity', 6144, 'PolicySize'],
    ['trust', 2048, 'ACLSizePerRole'],
    ['session', 2048, 'PolicySize'],
  ])('%s policies hold %i characters and any white space', (kind, length, name) => {
    expect(refusePolicy(sized(length, kind, 'text'), kind)).toBeUndefined()
    const tooLong = { code: 'LimitExceeded', message: `Cannot exceed quota for ${name}: ${length}` }
    expect(refusePolicy(sized(length + 1, kind, 'text'), kind)).toEqual(tooLong)
    expect(refusePolicy(sized(length * 2, kind, 'space'), kind)).toBeUndefined()
  })

  test('white space inside of a string counts', () => {
    const spaced = (spaces: number) =>
      JSON.stringify({ Version: '2012-10-17', Id: ' '.repeat(spaces), Statement: { ...list, Resource: '*' } })
    const room = 6144 - spaced(0).length
    expect(refusePolicy(spaced(room), 'identity')).toBeUndefined()
    expect(refusePolicy(spaced(room + 1), 'identity')?.code).toBe('LimitExceeded')
  })

  test('Organizations counts white space, and a caller may set another quota', () => {
    expect(refusePolicy(sized(5121, 'scp', 'space'), 'scp')?.code).toBe('LimitExceeded')
    expect(
      refusePolicy(sized(9000, 'identity', 'text'), 'identity', policyQuotas['inline-role']),
    ).toBeUndefined()
  })
})
