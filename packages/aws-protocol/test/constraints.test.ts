import { AssumeRole$ } from '@aws-sdk/client-sts'
import {
  checkConstraints,
  constraints,
  integer,
  list,
  oneOf,
  type ProtocolName,
  RequestHeaders,
  readInput,
  routeOperation,
  structure,
  text,
} from '@rolecall/aws-protocol'
import { describe, expect, test } from 'vitest'
import { services } from './services.ts'

const assumeRole = constraints(AssumeRole$, {
  RoleSessionName: text({ min: 2, max: 64, pattern: '[\\w+=,.@-]*' }),
  DurationSeconds: integer({ min: 900, max: 43_200 }),
  Tags: list({
    max: 2,
    of: structure({ Key: text({ min: 1, max: 128 }), Value: text({ max: 5, secret: true }) }),
  }),
  TransitiveTagKeys: list({ min: 1, of: oneOf(['team', 'app']) }),
})

const violationsOf = (input: object) => {
  try {
    checkConstraints({ protocol: 'query' }, assumeRole, input)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

describe('limits', () => {
  test.each<[string, object, string | undefined]>([
    ['nothing', {}, undefined],
    [
      'all within',
      { RoleSessionName: 'reports', DurationSeconds: 900, Tags: [{ Key: 'a', Value: '' }] },
      undefined,
    ],
    [
      'two at once',
      { RoleSessionName: 'a b', DurationSeconds: 1 },
      "2 validation errors detected: Value 'a b' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*; Value '1' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
    ],
    [
      'too short',
      { RoleSessionName: 'a' },
      "1 validation error detected: Value 'a' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2",
    ],
    [
      'a line feed at the end does not slip past the pattern',
      { RoleSessionName: 'ab\n' },
      "1 validation error detected: Value 'ab\n' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
    ],
    [
      'a fraction',
      { DurationSeconds: 900.5 },
      "1 validation error detected: Value '900.5' at 'durationSeconds' failed to satisfy constraint: Member must be a whole number",
    ],
    [
      'inside a list, and a secret is not shown',
      { Tags: [{ Key: '', Value: 'secret' }] },
      "2 validation errors detected: Value '' at 'tags.1.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1; Value at 'tags.1.member.value' failed to satisfy constraint: Member must have length less than or equal to 5",
    ],
    [
      'a list too long, whose items are left alone',
      { Tags: [{ Key: '' }, { Key: '' }, { Key: '' }] },
      `1 validation error detected: Value '[{"Key":""}, {"Key":""}, {"Key":""}]' at 'tags' failed to satisfy constraint: Member must have length less than or equal to 2`,
    ],
    [
      'a list too short',
      { TransitiveTagKeys: [] },
      "1 validation error detected: Value '[]' at 'transitiveTagKeys' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      'a name that is none',
      { TransitiveTagKeys: ['team', 'constructor'] },
      "1 validation error detected: Value 'constructor' at 'transitiveTagKeys.2.member' failed to satisfy constraint: Member must satisfy enum value set: [team, app]",
    ],
  ])('%s', (_, input, expected) => {
    expect(violationsOf(input)).toBe(expected)
  })

  test('the message stays short whatever was sent', () => {
    expect(violationsOf({ RoleSessionName: 'a'.repeat(100_000) })!.length).toBeLessThan(500)
  })
})

test('a row for a member the operation lacks is refused when it is made', () => {
  expect(() => constraints(AssumeRole$, { Sesion: text({}) })).toThrow('AssumeRole has no input Sesion')
})

test('missing members and limits are counted together', () => {
  const { model } = services['sts']!
  const request = {
    method: 'POST',
    path: '/',
    query: '',
    headers: RequestHeaders.from({}),
    body: Buffer.from('Action=AssumeRole&Version=2011-06-15&RoleSessionName=%21x&DurationSeconds=1'),
  }
  const routed = routeOperation(model, request)!
  expect(() => readInput(model, routed.operation, request, routed.labels, assumeRole)).toThrow(
    /^3 validation errors detected: Value null at 'roleArn'.*'!x' at 'roleSessionName'.*'1' at 'durationSeconds'/,
  )
})

test.each<[ProtocolName, string]>([
  ['query', 'ValidationError'],
  ['rest-json', 'ValidationException'],
  ['json-1.0', 'ValidationException'],
  ['json-1.1', 'ValidationException'],
  ['rest-xml', 'MalformedXML'],
])('%s says %s', (protocol, code) => {
  const check = () => checkConstraints({ protocol }, assumeRole, { DurationSeconds: 1 })
  expect(check).toThrow(expect.objectContaining({ name: code }))
})
