import { expect, test } from 'vitest'
import { isLoopback } from '../src/is-loopback.ts'

test.each(['localhost', '127.0.0.1', '127.1.2.3', '127.1', '::1', '[::1]'])('%s is', (host) =>
  expect(isLoopback(host)).toBe(true),
)

test.each([
  '',
  'localhost.example',
  'notlocalhost',
  '127.0.0.1.example',
  '127.example',
  '127.0.0.1.1',
  '127.',
  '128.0.0.1',
  '0.0.0.0',
  '::',
  '[::11]',
  'localhost\n',
])('%j is not', (host) => expect(isLoopback(host)).toBe(false))
