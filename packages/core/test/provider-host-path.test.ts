import { providerHostPath } from '@rolecall/core'
import { expect, test } from 'vitest'

const eks = 'oidc.eks.us-west-2.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF'

test.each([
  [`https://${eks}`, eks],
  [`https://${eks}/`, eks],
  [`HTTPS://OIDC.eks.us-west-2.amazonaws.com:443/id/0123456789ABCDEF0123456789ABCDEF/`, eks],
  ['https://token.actions.githubusercontent.com', 'token.actions.githubusercontent.com'],
  ['https://token.actions.githubusercontent.com:443/', 'token.actions.githubusercontent.com'],
  ['https://example.com:8443', 'example.com:8443'],
  ['https://example.com:8443/a/b.c/~d_e-f', 'example.com:8443/a/b.c/~d_e-f'],
  ['https://example.com/Case/Matters', 'example.com/Case/Matters'],
  ['https://192.0.2.1/id', '192.0.2.1/id'],
  ['https://[2001:db8::1]:8443/id', '[2001:db8::1]:8443/id'],
  ['https://localhost:4566/id/a', 'localhost:4566/id/a'],
])('%s is the provider %s', (url, name) => {
  expect(providerHostPath(url)).toBe(name)
})

test.each([
  '',
  'example.com',
  'https://',
  'https:///id',
  'https:example.com',
  'https:/example.com',
  'https:\\\\example.com',
  'ftp://example.com',
  'javascript://example.com',
  'http://example.com',
  'http://localhost',
  'https://user@example.com',
  'https://user:password@example.com',
  'https://@example.com',
  'https://example.com?',
  'https://example.com/?a=b',
  'https://example.com#',
  'https://example.com/#a',
  'https://example.com:',
  'https://example.com:0x1bb',
  'https://example.com:65536',
  'https://example.com.',
  'https://example..com',
  'https://exämple.com',
  'https://example.com%2e',
  'https://ex ample.com',
  ' https://example.com',
  'https://example.com\n',
  'https://example.com/\t',
  'https://example.com/a\0',
  'https://example.com//',
  'https://example.com//a',
  'https://example.com/a//',
  'https://example.com/a//b',
  'https://example.com/.',
  'https://example.com/..',
  'https://example.com/a/../b',
  'https://example.com/a/./b',
  'https://example.com/a/%2e%2e/b',
  'https://example.com/a%2fb',
  'https://example.com/a\\b',
  'https://example.com/*',
  'https://example.com/a b',
  'https://*.example.com',
  'https://0x7f.1/id',
  'https://2130706433/id',
  'https://127.1/id',
  'https://0177.0.0.1',
  'https://[2001:DB8:0::1]',
  `https://example.com/${'a'.repeat(256)}`,
])('%j is no provider', (url) => {
  expect(providerHostPath(url)).toBeUndefined()
})

test.each([
  ['http://127.0.0.1:4566/id/a', '127.0.0.1:4566/id/a'],
  ['http://localhost:4566/id/a/', 'localhost:4566/id/a'],
  ['http://[::1]:4566/id/a', '[::1]:4566/id/a'],
  ['http://127.0.0.1:80', '127.0.0.1'],
  ['https://example.com', 'example.com'],
  ['http://example.com', undefined],
  ['http://0.0.0.0', undefined],
  ['http://10.0.0.1', undefined],
  ['http://169.254.169.254', undefined],
  ['http://localhost.example.com', undefined],
  ['http://127.0.0.1.example.com', undefined],
  ['http://127.0.0.256', undefined],
  ['http://2130706433', undefined],
])('with http allowed on this machine, %s is %s', (url, name) => {
  expect(providerHostPath(url, { allowLoopbackHttp: true })).toBe(name)
})
