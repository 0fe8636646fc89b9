import { expect, test } from 'vitest'
import { readXml } from '../../../src/saml/read-xml.ts'
import { isPlainSignature } from '../../../src/services/sts/saml/is-plain-signature.ts'
import { testIdentityProvider } from '../../saml/test-identity-provider.ts'

const signed = testIdentityProvider.response({ now: 0 })
const [whole] = /<ds:Signature .*<\/ds:Signature>/s.exec(signed) ?? []

function isPlain(value: (before: string) => string, member = 'SignatureValue'): boolean {
  const pattern = new RegExp(`(<ds:${member}[^>]*>)([^<]*)`)
  const text = whole?.replace(pattern, (_all, tag, before) => tag + value(before)) ?? ''
  const element = readXml(text, 'response')
  return element !== undefined && isPlainSignature(element, '_a')
}

test.each<[string, (before: string) => string, boolean]>([
  ['as it is', (before) => before, true],
  ['in lines', (before) => `\n${before.replace(/.{64}/g, '$&\n\t ')}\n`, true],
  ['no base64', (before) => `${before.slice(0, -1)}!`, false],
  ['empty', () => ' \n', false],
  ['more behind its end', (before) => `${before}=A`, false],
])('a signature value %s', (_what, value, plain) => expect(isPlain(value)).toBe(plain))

/** No time is held against anything: were it quadratic, it would not end within what any test may take. */
test.each(['SignatureValue', 'DigestValue'])('many blanks in %s cost no more than to read them', (member) => {
  expect(isPlain(() => `A${' '.repeat(300_000)}!`, member)).toBe(false)
})
