// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of the policy language

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  compilePolicy,
  decide,
  explain,
  type PolicyKind,
  parsePolicy,
  reach,
  refusePolicy,
  requestContext,
  validatePolicy,
} from '../src/index.ts'

const kinds: readonly PolicyKind[] = ['identity', 'resource', 'trust', 'boundary', 'session', 'scp', 'rcp']
const whole =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{"StringEquals":{"aws:username":"${aws:username}"}}}]}'

/** Every voice must answer, with places that lie within the text; nothing may be thrown. */
function face(text: string, kind: PolicyKind): void {
  const parsed = parsePolicy(text, kind)
  const findings = [...(parsed.ok ? [] : parsed.findings), ...validatePolicy(text, kind)]
  if (!parsed.ok) expect(parsed.findings.length).toBeGreaterThan(0)
  for (const { start, end, line, column } of findings) {
    expect(start).toBeGreaterThanOrEqual(0)
    expect(end).toBeGreaterThanOrEqual(start)
    expect(end).toBeLessThanOrEqual(text.length)
    expect(Math.min(line, column)).toBeGreaterThanOrEqual(1)
  }
  const refusal = refusePolicy(text, kind)
  if (!parsed.ok) expect(refusal).toBeDefined()
  if (parsed.ok) {
    const policy = compilePolicy(parsed.policy, 'hostile')
    const request = {
      principal: { type: 'anonymous' },
      action: 'a:b',
      resource: { arn: '*' },
      context: requestContext([]),
    } as const
    for (const policies of [
      { identity: [policy] },
      { identity: [], resource: policy },
      { identity: [], rcps: [[policy]] },
    ]) {
      const { allowed } = decide(request, policies)
      expect(explain(request, policies).decision).toEqual(decide(request, policies))
      const answer = reach({ context: requestContext([]) }, policies)
      expect(answer.allowedBy(request.context, request)).toBe(allowed)
    }
  }
}

describe('any text as a policy', () => {
  test('random texts', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.constantFrom(...kinds), face), {
      numRuns: 1000,
    })
  })

  test('random JSON', () => {
    fc.assert(fc.property(fc.json(), fc.constantFrom(...kinds), face), { numRuns: 1000 })
  })

  test('JSON of the right words in the wrong places', () => {
    const word = fc.constantFrom(
      'Version',
      'Statement',
      'Effect',
      'Action',
      'NotAction',
      'Resource',
      'Principal',
      'NotPrincipal',
      'Condition',
      'StringEquals',
      'AWS',
      'Allow',
      'Deny',
      '2012-10-17',
      '*',
      '${',
      'arn:aws:s3:::b',
      '__proto__',
      'constructor',
      '',
    )
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 5, withCrossShrink: true },
        word,
        fc.constantFrom(null, true, 7, -1e308),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(word, tie('value'), { maxKeys: 5 }),
      ),
    }))
    fc.assert(
      fc.property(value, fc.constantFrom(...kinds), (json, kind) => face(JSON.stringify(json), kind)),
      { numRuns: 2000 },
    )
  })

  test('a policy with one character changed, added or taken away', () => {
    const letter = fc.constantFrom(
      '',
      '"',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '\\',
      '\0',
      '\n',
      '*',
      'x',
      '\ud800',
      '\u4e16',
      '${',
    )
    fc.assert(
      fc.property(
        fc.nat(whole.length),
        fc.nat(2),
        letter,
        fc.constantFrom(...kinds),
        (at, cut, insert, kind) => {
          face(whole.slice(0, at) + insert + whole.slice(at + cut), kind)
        },
      ),
      { numRuns: 2000 },
    )
  })

  const repeated = (text: string, times: number) => text.repeat(times)
  test.each<[string, string, string | undefined]>([
    ['nothing', '', 'JSON_SYNTAX_ERROR'],
    ['white space', ' \n\t\r', 'JSON_SYNTAX_ERROR'],
    ['10,000 levels of lists', repeated('[', 10_000), 'JSON_SYNTAX_ERROR'],
    ['10,000 levels of objects', repeated('{"a":', 10_000), 'JSON_SYNTAX_ERROR'],
    ['10,000 levels, closed', repeated('[', 10_000) + repeated(']', 10_000), 'JSON_SYNTAX_ERROR'],
    ['10 MB of one string', `"${repeated('x', 10_000_000)}"`, 'JSON_SYNTAX_ERROR'],
    ['10 MB of white space', repeated(' ', 10_000_000), 'JSON_SYNTAX_ERROR'],
    ['a string that never ends', `"${repeated('x', 100_000)}`, 'JSON_SYNTAX_ERROR'],
    [
      'a key given twice',
      '{"Version":"2012-10-17","Version":"2012-10-17","Statement":[]}',
      'JSON_SYNTAX_ERROR',
    ],
    ['an element given twice', whole.replace('"Effect"', '"Effect":"Deny","Effect"'), 'JSON_SYNTAX_ERROR'],
    [
      'an element in two cases',
      whole.replace('"Effect"', '"effect":"Deny","Effect"'),
      'DUPLICATE_KEYS_WITH_DIFFERENT_CASE',
    ],
    ['a byte order mark', `\ufeff${whole}`, 'JSON_SYNTAX_ERROR'],
    ['text behind', `${whole}x`, 'JSON_SYNTAX_ERROR'],
    ['a comma too many', whole.replace(']}', ',]}'), 'JSON_SYNTAX_ERROR'],
    ['single quotes', whole.replaceAll('"', "'"), 'JSON_SYNTAX_ERROR'],
    ['a comment', `// policy\n${whole}`, 'JSON_SYNTAX_ERROR'],
    ['half an escape', whole.replace('s3:', '\\u00'), 'JSON_SYNTAX_ERROR'],
    ['half a surrogate pair', whole.replace('s3:', '\\ud800'), undefined],
    ['a NUL in a string', whole.replace('s3:', '\0'), 'JSON_SYNTAX_ERROR'],
    ['a huge number as value', whole.replace('"${aws:username}"', repeated('9', 5000)), undefined],
    ['a number beyond all', whole.replace('"${aws:username}"', '1e999999'), undefined],
    ['a number as action', whole.replace('"s3:GetObject"', '7'), 'DATA_TYPE_MISMATCH'],
    ['null as statement', '{"Statement":null}', 'DATA_TYPE_MISMATCH'],
    ['null as value', whole.replace('"${aws:username}"', 'null'), 'DATA_TYPE_MISMATCH'],
    ['a list in a list', whole.replace('"s3:GetObject"', '[["s3:GetObject"]]'), 'DATA_TYPE_MISMATCH'],
    [
      'the name of every object',
      whole.replace('"Effect"', '"__proto__":{},"Effect"'),
      'INVALID_POLICY_ELEMENT',
    ],
    [
      '20,000 actions',
      whole.replace('"s3:GetObject"', JSON.stringify(new Array(20_000).fill('s3:*a'))),
      undefined,
    ],
    ['40,000 wrong elements', `{"Statement":[${new Array(40_000).fill('{}').join()}]}`, 'MISSING_EFFECT'],
    [
      '100,000 spaces where an element is empty',
      whole.replace('{"StringEquals"', `{}${repeated(' ', 100_000)},"x":{"StringEquals"`),
      'INVALID_POLICY_ELEMENT',
    ],
  ])('%s', (_, text, code) => {
    face(text, 'identity')
    const parsed = parsePolicy(text, 'identity')
    expect(parsed.ok ? undefined : parsed.findings.map((finding) => finding.code)).toEqual(
      code === undefined ? undefined : expect.arrayContaining([code]),
    )
  })

  test.each<[string, number, number]>([
    ['{\n\n  "Statement": 7}', 3, 16],
    ['{\r\n\r\n  "Statement": 7}', 3, 16],
    ['{\r\r  "Statement": 7}', 3, 16],
    ['{\n\r  "Statement": 7}', 3, 16],
    ['{"Statement": 7}', 1, 15],
  ])('lines end as editors count them: %j', (text, line, column) => {
    expect(parsePolicy(text, 'identity')).toMatchObject({
      findings: [{ code: 'DATA_TYPE_MISMATCH', line, column }],
    })
  })

  test('what is no text at all', () => {
    for (const value of [undefined, null, 7, {}, []]) {
      expect(parsePolicy(value as never, 'identity').ok).toBe(false)
      expect(refusePolicy(value as never, 'identity')).toBeDefined()
      expect(validatePolicy(value as never, 'identity').length).toBe(1)
    }
  })
})

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
