import { randomBytes } from 'node:crypto'
import { accountOfAccessKeyId, newAccessKeyId } from '@rolecall/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

describe('access key ids', () => {
  const account = fc
    .integer({ min: 0, max: 999_999_999_999 })
    .map((number) => String(number).padStart(12, '0'))

  test('carry their account, and look like those of AWS', () => {
    fc.assert(
      fc.property(account, fc.constantFrom('accessKey', 'temporaryAccessKey'), (id, kind) => {
        const made = newAccessKeyId(kind, id, randomBytes)
        expect(made).toMatch(/^A[KS]IA[Q-Z2-7][A-Z2-7]{15}$/)
        expect(accountOfAccessKeyId(made)).toBe(id)
      }),
    )
  })

  test('differ', () => {
    const made = Array.from({ length: 1000 }, () => newAccessKeyId('accessKey', '111122223333', randomBytes))
    expect(new Set(made).size).toBe(made.length)
  })

  // Published by AWS in its documentation and read by the scheme that researchers worked out from others.
  test.each([
    ['ASIAQNZGKIQY56JQ7WML', '029608264753'],
    ['', undefined],
    ['AKIA', undefined],
    ['AKIAaaaaaaaaaaaaaaaa', undefined],
    ['AKIA7777777777777777', undefined],
  ])('%s is of account %s', (id, expected) => {
    expect(accountOfAccessKeyId(id)).toBe(expected)
  })

  test('any text is read without an exception', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void accountOfAccessKeyId(text)))
  })
})
