import { decodeBase32, encodeBase32 } from '@rolecall/core'
import { describe, expect, test } from 'vitest'
import { oneTimeCodes } from '../../../src/services/iam/mfa-device/one-time-codes.ts'
import { codeAt } from '../../authenticator.ts'

/** RFC 6238, appendix B: the seed of the vectors for SHA-1, times in seconds, and the last six digits of the codes. */
const seed = encodeBase32(Buffer.from('12345678901234567890'))
const vectors: readonly (readonly [seconds: number, code: string])[] = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
]

describe('codes', () => {
  test.each(vectors)('at %s are those of RFC 6238', (seconds, code) => {
    const now = seconds * 1000
    expect(oneTimeCodes.stepOf({ seed, drift: 0 }, code, now)).toBe(Math.floor(seconds / 30))
    expect(codeAt(seed, now), 'the authenticator of the tests').toBe(code)
  })

  const now = 1_800_000_000_000
  const at = (steps: number) => codeAt(seed, now + steps * 30_000)
  const step = oneTimeCodes.stepAt(now)

  test.each([
    ['two steps late', -2, {}, undefined],
    ['one step late', -1, {}, -1],
    ['in time', 0, {}, 0],
    ['one step early', 1, {}, 1],
    ['two steps early', 2, {}, undefined],
    ['of a clock that is ten steps ahead', 10, { drift: 10 }, 10],
    ['in time, of a clock that should be ahead', 0, { drift: 10 }, undefined],
    ['used', 0, { lastStep: step }, undefined],
    ['before one that was used', -1, { lastStep: step }, undefined],
    ['after one that was used', 1, { lastStep: step }, 1],
  ] as const)('%s', (_name, steps, device, found) => {
    const expected = found === undefined ? undefined : step + found
    expect(oneTimeCodes.stepOf({ seed, drift: 0, ...device }, at(steps), now)).toBe(expected)
  })

  test.each([
    ['of now', [-1, 0], 10, {}, 0],
    ['as far off as is searched', [10, 11], 10, {}, 11],
    ['further off', [11, 12], 10, {}, undefined],
    ['as late as is searched', [-10, -9], 10, {}, -9],
    ['later', [-11, -10], 10, {}, undefined],
    ['in the wrong order', [0, -1], 10, {}, undefined],
    ['the same twice', [0, 0], 10, {}, undefined],
    ['with one between them', [-1, 1], 10, {}, undefined],
    ['the first of which was used', [-1, 0], 10, { lastStep: step - 1 }, undefined],
  ] as const)('a pair %s', (_name, [first, second], far, device, found) => {
    const expected = found === undefined ? undefined : step + found
    const pair = [at(first), at(second)] as const
    expect(oneTimeCodes.stepOfPair({ seed, ...device }, pair, now, far)).toBe(expected)
  })

  test('the seed of the vectors is what the RFC says', () => {
    expect(Buffer.from(decodeBase32(seed) ?? '').toString()).toBe('12345678901234567890')
  })
})
