import { expect, it } from 'vitest'
import { readDuration } from '../src/read-duration.ts'

it.each([
  ['600s', 600],
  ['600', 600],
  ['1h', 3600],
  ['90m', 5400],
  ['1h30m', 5400],
  ['1h30m10s', 5410],
  ['0', 0],
])('reads %s', (text, seconds) => expect(readDuration(text)).toBe(seconds))

it.each(['', 'h', '1d', '-1h', '1h 30m', '1.5h', '30m1h', '1e3', '9999999999999'])('refuses %j', (text) => {
  expect(() => readDuration(text)).toThrow('is no duration')
})
