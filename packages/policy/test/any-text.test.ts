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
