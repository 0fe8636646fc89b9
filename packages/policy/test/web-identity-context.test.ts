import { requestContext, webIdentityContext } from '@rolecall/policy'
import { expect, test } from 'vitest'

test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
  [
    'texts, numbers and booleans',
    { sub: 'a', iat: 1, admin: true },
    { 'h/p:sub': 'a', 'h/p:iat': '1', 'h/p:admin': 'true' },
  ],
  ['one audience in a list', { aud: ['sts'] }, { 'h/p:aud': 'sts' }],
  ['several audiences', { aud: ['sts', 'vault'] }, { 'h/p:aud': ['sts', 'vault'] }],
  ['any other list, also of one', { groups: ['admins'] }, { 'h/p:groups': ['admins'] }],
  [
    'a client beside the audience',
    { aud: 'x', azp: 'c' },
    { 'h/p:azp': 'c', 'h/p:aud': 'c', 'h/p:oaud': 'x' },
  ],
  ['an empty client', { aud: 'x', azp: '' }, { 'h/p:aud': 'x', 'h/p:azp': '' }],
  ['what is no value of a condition', { nested: { a: 1 }, mixed: ['a', {}], nothing: null }, {}],
])('%s', (_name, claims, expected) => {
  const entries = webIdentityContext('h/p', claims)
  expect(Object.fromEntries(entries)).toEqual(expected)
  expect(() => requestContext(entries)).not.toThrow()
})
