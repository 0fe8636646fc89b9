import { expect, test } from 'vitest'
import { readMetadata } from '../../../src/saml/read-metadata.ts'
import { readXml } from '../../../src/saml/read-xml.ts'
import { signedElement } from '../../../src/services/sts/saml/signed-element.ts'
import { testIdentityProvider } from '../../saml/test-identity-provider.ts'
import { testKeys } from '../../saml/test-keys.data.ts'

const { signingKeys } = readMetadata(testIdentityProvider.metadata()) ?? { signingKeys: [] }

/** The last line of defence, that no response can show: what is read is what was digested, and nothing else. */
test('the answer is read from the signed bytes, not from the document', () => {
  const canonical = testIdentityProvider.assertion({ now: 0 })
  const signed = testIdentityProvider.signed(canonical, '_a', testKeys.idp.privateKey, {})
  const sent = signed
    .replace('></saml:SubjectConfirmationData>', '   />')
    .replace(' ID="_a"', '')
    .replace(' Version="2.0"', `\n  Version='2.0' ID="_a"`)
    .replace('>alice<', '>&#97;lice<')
  const root = readXml(sent, 'response')
  expect(root).toBeDefined()
  const answer = root && signedElement(sent, root, signingKeys)
  expect(answer?.text).toBe(canonical)
  expect(answer?.element).not.toBe(root)
  expect(answer?.element.end).toBe(canonical.length)
})

test('without a key nothing is signed', () => {
  const sent = testIdentityProvider.signed(
    testIdentityProvider.assertion({ now: 0 }),
    '_a',
    testKeys.idp.privateKey,
    {},
  )
  const root = readXml(sent, 'response')
  expect(root && signedElement(sent, root, [])).toBeUndefined()
})
