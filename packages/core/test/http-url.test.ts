import fc from 'fast-check'
import { expect, test } from 'vitest'
import { httpUrl } from '../src/http-url.ts'
import { serviceUrl } from '../src/service-url.ts'

const name = fc.stringMatching(/^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$/)
const optional = (start: string, text: fc.Arbitrary<string>) =>
  fc.oneof(
    fc.constant(''),
    text.map((one) => `${start}${one}`),
  )

/** The parts of an address, each of which may be left out but for scheme and host. */
const parts = fc.record({
  scheme: fc.constantFrom('http', 'https', 'HTTPS'),
  user: fc.oneof(
    fc.constant(''),
    name.map((one) => `${one}@`),
    name.map((one) => `:${one}@`),
  ),
  host: fc.oneof(
    fc.array(name, { minLength: 1, maxLength: 3 }).map((labels) => `${labels.join('.')}.x`),
    fc.constantFrom('localhost', '127.0.0.1', '[::1]', 'bücher.example'),
  ),
  port: optional(
    ':',
    fc.integer({ min: 1, max: 65_535 }).map((port) => `${port}`),
  ),
  path: optional('/', fc.webPath()),
  query: optional('?q', name),
  fragment: optional('#f', name),
})
type Parts = typeof parts extends fc.Arbitrary<infer One> ? One : never

const written = ({ scheme, user, host, port, path, query, fragment }: Parts) =>
  `${scheme}://${user}${host}${port}${path}${query}${fragment}`

test('an address is read with all its parts, and is one of a service without three of them', () => {
  fc.assert(
    fc.property(parts, (one) => {
      const text = written(one)
      expect(httpUrl(text)?.href).toBe(new URL(text).href)
      const isOfService = `${one.user}${one.query}${one.fragment}` === ''
      expect(serviceUrl(text)?.href).toBe(isOfService ? new URL(text).href : undefined)
    }),
    { numRuns: 2000 },
  )
})

/** `URL` takes most of them, and drops or mends the letter. */
test('what is not seen, or not as it is written, is in no address', () => {
  const letters = fc.constantFrom(
    ' ',
    '\t',
    '\n',
    '\r',
    '\0',
    '\\',
    '\u00a0',
    '\u00ad',
    '\u200b',
    '\ufeff',
    '\ud800',
  )
  fc.assert(
    fc.property(parts, letters, fc.nat(), (one, letter, at) => {
      const text = written(one)
      const split = at % (text.length + 1)
      expect(httpUrl(`${text.slice(0, split)}${letter}${text.slice(split)}`)).toBeUndefined()
    }),
    { numRuns: 5000 },
  )
})

test('any text is read or is none, and what is read is of http and has a host', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'htps:/?#@[]%.\\ 1a') }),
    fc.string({ unit: 'binary' }).map((rest) => `http://${rest}`),
  )
  fc.assert(
    fc.property(anything, (text) => {
      const url = httpUrl(text)
      if (!url) return
      expect(['http:', 'https:']).toContain(url.protocol)
      expect(url.hostname).not.toBe('')
      expect(text).toMatch(/^https?:\/\//i)
    }),
    { numRuns: 5000 },
  )
})

test.each([
  '',
  'rolecall.example:4566',
  'ftp://rolecall.example',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'https:rolecall.example',
  'https:/rolecall.example',
  'https:///rolecall.example',
  'https://',
  'https://:4566',
  'https://rolecall.example:65536',
  'https://[::1',
  `https://rolecall.example/${'a'.repeat(2000)}`,
])('%j is none', (text) => expect(httpUrl(text)).toBeUndefined())
