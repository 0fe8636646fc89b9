import type { HttpRequest } from '@rolecall/aws-protocol'
import fc from 'fast-check'
import { describe, test } from 'vitest'
import { answer, bytes, createCluster, form, post, putItem, putTags } from './hostile-requests.ts'

describe('any bytes at all: an input or a fault', () => {
  const fragments = fc.constantFrom(
    'Action=AssumeRole',
    '&',
    '=',
    'Version=2011-06-15',
    'Tags.member.1.Key',
    '.',
    '%',
    '%41',
    '+',
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '"',
    '"TableName"',
    '"Item"',
    '\\u0041',
    'null',
    '1e9',
    '-',
    '<Tagging>',
    '</Tagging>',
    '<TagSet>',
    '<',
    '>',
    '&amp;',
    '<!DOCTYPE',
    '<![CDATA[',
    ']]>',
    '\r\n',
    '__proto__',
  )
  const body = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc
      .array(fc.oneof(fragments, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 25 })
      .map((parts) => bytes(parts.join(''))),
    fc.json().map(bytes),
  )
  test.each<[string, (body: Uint8Array) => HttpRequest]>([
    ['sts', (one) => form(Buffer.concat([bytes('Action=AssumeRole&Version=2011-06-15&'), one]))],
    ['iam', (one) => ({ ...form(one), query: 'Action=CreateRole&Version=2010-05-08' })],
    ['dynamodb', putItem],
    ['cloudtrail', (one) => post(one, { 'x-amz-target': 'CloudTrail_20131101.LookupEvents' })],
    ['eks', createCluster],
    ['s3', putTags],
    [
      's3',
      (one) => ({
        ...post('', {}, `/${Buffer.from(one).toString('latin1')}`, 'GET'),
        query: Buffer.from(one).toString('latin1'),
      }),
    ],
    [
      'eks',
      (one) => ({
        ...post('', {}, `/clusters/${Buffer.from(one).toString('latin1')}`, 'GET'),
        query: `maxResults=${one[0]}`,
      }),
    ],
  ])('%s', (name, request) => {
    fc.assert(
      fc.property(body, (one) => {
        answer(name, request(one))
      }),
      { numRuns: 400 },
    )
  })
})
