import { requestContext, type SamlClaims, samlContext } from '@rolecall/policy'
import { expect, test } from 'vitest'

const claims: SamlClaims = {
  doc: '111122223333/corp',
  issuer: 'https://idp.example',
  recipient: 'https://signin.aws.amazon.com/saml',
  subject: 'alice',
  subjectType: 'persistent',
  nameQualifier: 'q=',
  attributes: [],
}

test('what every assertion says', () => {
  expect(Object.fromEntries(samlContext(claims))).toEqual({
    'saml:aud': 'https://signin.aws.amazon.com/saml',
    'saml:doc': '111122223333/corp',
    'saml:iss': 'https://idp.example',
    'saml:namequalifier': 'q=',
    'saml:sub': 'alice',
    'saml:sub_type': 'persistent',
  })
})

const ad = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/primarygroupsid'
test.each<[string, SamlClaims['attributes'], Record<string, unknown>]>([
  [
    'several values',
    [['urn:oid:1.3.6.1.4.1.5923.1.1.1.1', ['staff', 'employee']]],
    { 'saml:edupersonaffiliation': ['staff', 'employee'] },
  ],
  ['one value', [['urn:oid:2.5.4.3', ['Alice']]], { 'saml:cn': ['Alice'] }],
  ['one attribute, two keys', [[ad, ['S-1']]], { 'saml:uid': ['S-1'], 'saml:primaryGroupSID': ['S-1'] }],
  [
    'an attribute nobody has a key for',
    [
      ['mail', ['a@b.example']],
      ['__proto__', ['x']],
    ],
    {},
  ],
  ['a name in another case', [['URN:OID:2.5.4.3', ['Alice']]], {}],
])('%s', (_name, attributes, expected) => {
  const plain = samlContext(claims).map(([key]) => key)
  const more = samlContext({ ...claims, attributes }).filter(([key]) => !plain.includes(key))
  expect(Object.fromEntries(more)).toEqual(expected)
})

test('two attributes for one key leave it open which counts', () => {
  const attributes: SamlClaims['attributes'] = [
    ['http://schemas.xmlsoap.org/claims/CommonName', ['Alice']],
    ['2.5.4.3', ['Mallory']],
  ]
  const context = requestContext(samlContext({ ...claims, attributes }))
  expect(context.anyAmbiguous(['saml:commonname'])).toBe(true)
})
