import { describe, expect, it } from 'vitest'
import { keyText } from '../src/dynamodb/key-text.ts'
import { leadingKeys } from '../src/dynamodb/leading-keys.ts'
import { touchedAttributes } from '../src/dynamodb/touched-attributes.ts'

describe('what expressions name', () => {
  const cases: readonly (readonly [Record<string, unknown>, readonly string[]])[] = [
    [
      { ProjectionExpression: 'a, #b.c[0].d, e', ExpressionAttributeNames: { '#b': 'b b' } },
      ['a', 'b b', 'e'],
    ],
    [
      { ConditionExpression: 'attribute_exists(a) AND size(b) > :v OR NOT c IN (:v, d)' },
      ['a', 'b', 'c', 'd'],
    ],
    [
      { UpdateExpression: 'SET a = if_not_exists(b, :v) + c REMOVE d.e ADD f :v delete g :v' },
      ['a', 'b', 'c', 'd', 'f', 'g'],
    ],
    [{ FilterExpression: 'a BETWEEN :v AND b' }, ['a', 'b']],
    [
      { Key: { a: {} }, Item: { b: {} }, Keys: [{ c: {} }], AttributesToGet: ['d'], Expected: { e: {} } },
      ['a', 'b', 'c', 'd', 'e'],
    ],
  ]
  for (const [part, attributes] of cases) {
    it(JSON.stringify(part), () =>
      expect([...touchedAttributes([part])].sort()).toEqual([...attributes].sort()),
    )
  }
  it('numbers have one spelling', () => {
    const spellings: Record<string, readonly string[]> = {
      '1': ['1', '1.0', '01', '10e-1', '0.1E1', '+1'],
      '0': ['0', '-0', '0.000', '0e5'],
      '-12.5': ['-12.5', '-1.25e1', '-012.50'],
      '1200': ['1200', '1.2e3', '12E+2'],
      '0.0012': ['.0012', '12e-4', '0.00120'],
    }
    for (const [plain, all] of Object.entries(spellings))
      for (const N of all) expect(keyText({ N })).toBe(plain)
    for (const N of ['', '.', 'x', '1e', '1e99999', '1 ']) expect(() => keyText({ N })).toThrow()
    expect(keyText({ B: new Uint8Array([1, 2]) })).toBe('AQI=')
    expect(() => keyText({ BOOL: true })).toThrow()
  })
  it('a key condition names the partition key once', () => {
    const values = { ':v': { S: 'x' }, ':w': { S: 'y' } }
    for (const KeyConditionExpression of [
      'pk = :v AND pk = :w',
      'pk > :v',
      'sk = :v',
      'pk = :u',
      'pk.a = :v',
      ':v = pk = :w',
      '',
    ]) {
      expect(
        () => leadingKeys([{ KeyConditionExpression, ExpressionAttributeValues: values }], 'pk'),
        KeyConditionExpression,
      ).toThrow()
    }
    expect(
      leadingKeys([{ KeyConditionExpression: ':v = pk', ExpressionAttributeValues: values }], 'pk'),
    ).toEqual(['x'])
  })
})
