// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of the policy language

import { describe, expect, test } from 'vitest'
import { compilePolicy, decide, parsePolicy, reach, requestContext } from '../src/index.ts'

describe('any value as a request', () => {
  const principal = {
    type: 'user',
    account: '111122223333',
    arn: 'arn:aws:iam::111122223333:user/ann',
    id: 'AIDA',
    name: 'ann',
  }
  const good = { principal, action: 's3:GetObject', resource: { arn: '*' }, context: requestContext([]) }
  test.each<[string, object]>([
    ['request.action', { ...good, action: undefined }],
    ['request.action', { ...good, action: 'GetObject' }],
    ['request.action', { ...good, action: ['s3:GetObject'] }],
    ['request.resource.arn', { ...good, resource: undefined }],
    ['request.resource.arn', { ...good, resource: { arn: 7 } }],
    ['request.resource.account', { ...good, resource: { arn: '*', account: 111122223333 } }],
    ['request.context', { ...good, context: {} }],
    ['request.context', { ...good, context: undefined }],
    ['request.principal.type', { ...good, principal: undefined }],
    ['request.principal.type', { ...good, principal: { type: 'group' } }],
    ['request.principal.type', { ...good, principal: { type: 'constructor' } }],
    ['request.principal.account', { ...good, principal: { ...principal, account: 7 } }],
    ['request.principal.arn', { ...good, principal: { ...principal, arn: undefined } }],
    [
      'request.principal.roleId',
      { ...good, principal: { ...principal, type: 'role-session', roleArn: 'x' } },
    ],
  ])('%s', (field, request) => {
    expect(() => decide(request as never, { identity: [] })).toThrow(
      new RegExp(`${field.replaceAll('.', '\\.')} must be`),
    )
  })

  test.each<[string, object]>([
    ['request.action', { action: 7 }],
    ['request.action', { action: '' }],
    ['request.action', { action: 'GetObject' }],
    ['request.action', { action: 'Get' }],
    ['request.action', { action: '?' }],
    ['request.action', { action: ':*' }],
    ['request.action', { action: ['s3:*'] }],
    ['request.action', { action: null }],
    ['request.resource.arn', { resource: {} }],
    ['request.resource.arn', { resource: null }],
    ['request.resource.arn', { resource: 'arn:aws:s3:::reports/*' }],
    ['request.resource', { resource: { arn: '*', pattern: '*' } }],
    ['request.resource.pattern', { resource: { pattern: 7 } }],
    ['request.resource.pattern', { resource: { pattern: null } }],
    ['request.resource.pattern', { resource: { pattern: '' } }],
    ['request.resource.pattern', { resource: { pattern: 'arn:aws:s3' } }],
    ['request.resource.pattern', { resource: { pattern: 'urn:aws:s3:::reports/*' } }],
    ['request.resource.account', { resource: { pattern: '*', account: 111122223333 } }],
    ['request.principal', { principal: null }],
    ['request.principal', { principal: 'ann' }],
    ['request.principal', { principal: ['ann'] }],
    ['request.principal', { principal: { acount: '111122223333' } }],
    ['request.principal', { principal: { provider: 'x', account: '111122223333' } }],
    ['request.principal', { principal: JSON.parse('{"__proto__":"x"}') }],
    ['request.principal.type', { principal: { type: 'group' } }],
    ['request.principal.type', { principal: { type: 'constructor' } }],
    ['request.principal.type', { principal: { type: 7 } }],
    ['request.principal.account', { principal: { account: 111122223333 } }],
    ['request.principal.roleArn', { principal: { type: 'role-session', roleArn: null } }],
    ['request.context', { context: undefined }],
    ['request.context', { context: {} }],
    ['request.absent', { absent: 7 }],
    ['request.absent', { absent: 'aws:SourceIp' }],
    ['request.absent', { absent: [7] }],
  ])('%s of a partly known request: %j', (field, part) => {
    const request = { context: requestContext([]), ...part }
    expect(() => reach(request as never, { identity: [] })).toThrow(
      new RegExp(`request\\.${field.replace('request.', '').replaceAll('.', '\\.')} must be`),
    )
    expect(() => reach(request as never, { identity: [] })).toThrow(TypeError)
  })

  test.each<[string, object, object]>([
    ['request.action', { action: 's3:*' }, {}],
    ['request.action', { action: 's3:*' }, { action: 'kms:Decrypt' }],
    ['request.action', {}, { action: 7 }],
    ['request.action', { action: 's3:GetObject' }, { action: 's3:PutObject' }],
    ['request.resource.arn', {}, { action: 's3:GetObject' }],
    [
      'request.resource',
      { resource: { pattern: 'arn:aws:s3:::a/*' } },
      { resource: { arn: 'arn:aws:s3:::b/x' } },
    ],
    [
      'request.resource',
      { resource: { pattern: '*', account: '1' } },
      { resource: { arn: '*', account: '2' } },
    ],
    ['request.principal.type', { principal: { account: '111122223333' } }, { principal: undefined }],
    ['request.principal', { principal: { account: '444455556666' } }, {}],
    ['request.principal', { principal: { type: 'root' } }, {}],
    [
      'request.principal',
      { principal: { account: '111122223333' } },
      { principal: { ...principal, arn: 'arn:aws:iam::444455556666:user/ann' } },
    ],
  ])('%s of a completion: %j, %j', (field, part, more) => {
    const known = { context: requestContext([]), ...part }
    const rest = { principal, ...('action' in part ? {} : { action: 's3:GetObject' }), ...more }
    const answer = reach(known as never, { identity: [] })
    const resource = 'resource' in part || field === 'request.resource.arn' ? {} : { resource: { arn: '*' } }
    expect(() => answer.allowedBy(known.context, { ...resource, ...rest } as never)).toThrow(
      new RegExp(`^${field.replaceAll('.', '\\.')} must be`),
    )
  })

  test('4,000 statements of which none is settled', () => {
    const one = (at: number) => ({ Effect: at % 2 ? 'Allow' : 'Deny', Action: `s3:*${at}*`, Resource: '*' })
    const parsed = parsePolicy(
      JSON.stringify({ Version: '2012-10-17', Statement: Array.from({ length: 4000 }, (_, at) => one(at)) }),
      'identity',
    )
    if (!parsed.ok) throw new Error('the policy is no policy')
    const policies = { identity: [compilePolicy(parsed.policy, 'hostile')] }
    const { outcome, requirements } = reach({ context: requestContext([]) }, policies)
    expect(outcome).toBe('depends')
    expect(requirements.length).toBeGreaterThan(3500)
  })

  test('policies and patterns made to take long', () => {
    const many = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: new Array(9000).fill('s3:*a*b'), Resource: 'arn:aws:s3:::*' },
        {
          Effect: 'Deny',
          Action: new Array(9000).fill('s3:*c*'),
          Resource: `arn:aws:s3:::${'*a?'.repeat(9000)}`,
        },
      ],
    })
    const parsed = parsePolicy(many, 'identity')
    if (!parsed.ok) throw new Error('the policy is no policy')
    const policies = { identity: [compilePolicy(parsed.policy, 'hostile')] }
    const context = requestContext([])
    const pattern = `arn:aws:s3:::${'?a*'.repeat(20_000)}`
    expect(reach({ context }, policies).outcome).toBe('depends')
    expect(
      reach({ action: `s3:${'*a'.repeat(20)}*`, resource: { pattern }, context }, policies).outcome,
    ).toBe('depends')
  })

  test.each<[string, unknown]>([
    ['an object', {}],
    ['null', null],
    ['a list of numbers', [1]],
    ['no number', Number.NaN],
    ['a function', () => 1],
    ['a bigint', 1n],
  ])('a context value that is %s', (_, value) => {
    expect(() => requestContext([['aws:SourceIp', value as never]])).toThrow('"aws:SourceIp"')
  })
})
