import { createHmac } from 'node:crypto'
import type { Issuing } from './test-identity-provider.ts'
import { testIdentityProvider } from './test-identity-provider.ts'
import { testKeys } from './test-keys.data.ts'

/** A response that earns nothing, and what its sender is told. */
export interface BadAssertion {
  readonly name: string
  readonly issuing?: Partial<Issuing>
  /** Changes what is sent, in base64 before. */
  readonly sent?: (base64: string) => string
  readonly input?: { readonly RoleArn?: string; readonly PrincipalArn?: string }
  readonly refused: readonly [code: string, text: string]
}

const { attribute } = testIdentityProvider
const invalid = (text: string) => ['InvalidIdentityToken', text] as const
const badSignature = invalid('Response signature invalid')
const malformed = invalid('Your request included an invalid SAML response.')
const notBase64 = invalid('Invalid base64 SAMLResponse')
const badAttribute = (name: string) => invalid(`The attribute ${name} of the SAML assertion is malformed.`)
const otherRole = invalid("SAML Assertion doesn't contain the requested Role and Metadata in the attributes")
const noConfirmation = invalid(
  'Responses must contain SubjectConfirmatonData with a Recipient and NotOnOrAfter',
)
const otherRecipient = invalid('The SAML response is addressed to another endpoint than that of AWS sign-in.')
const otherAudience = invalid('Response does not contain the required audience.')
const noSubject = invalid('The SAML assertion must name its subject by one NameID.')
const notYetValid = invalid('The SAML assertion is not valid yet.')
const badName = invalid('RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}')
const badSource = invalid('Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"')
const unknownCondition = invalid('The SAML assertion sets a condition that is not supported.')

const swap = (from: string | RegExp, to: string) => (text: string) => {
  const swapped = text.replace(from, () => to)
  if (swapped === text) throw new Error(`nothing to replace: ${from}`)
  return swapped
}
const base64 = (text: string) => Buffer.from(text).toString('base64')
const whole = (pattern: RegExp, text: string) => pattern.exec(text)?.[0] ?? ''
const assertionOf = (text: string) => whole(/<saml:Assertion.*<\/saml:Assertion>/s, text)
const signatureOf = (text: string) => whole(/<ds:Signature .*?<\/ds:Signature>/s, text)
const responseOf = (text: string) => whole(/<samlp:Response.*/s, text)
/** The same assertion for somebody else, who has no signature. */
const evilOf = (text: string, id = '_e') =>
  assertionOf(text)
    .replace(signatureOf(text), '')
    .replace('ID="_a"', `ID="${id}"`)
    .replaceAll('alice', 'mallory')
const transform = (algorithm: string, inner = '') =>
  `<ds:Transform Algorithm="${algorithm}">${inner}</ds:Transform>`
const enveloped = transform('http://www.w3.org/2000/09/xmldsig#enveloped-signature')
const exclusive = transform('http://www.w3.org/2001/10/xml-exc-c14n#')
const inclusive = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'

const signatures: readonly BadAssertion[] = [
  { name: 'no signature', issuing: { signs: 'nothing' }, refused: badSignature },
  { name: 'signed by another key', issuing: { key: testKeys.other.privateKey }, refused: badSignature },
  {
    name: 'signed by another key whose certificate comes along',
    issuing: {
      key: testKeys.other.privateKey,
      signature: {
        keyInfo: `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${testKeys.other.certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`,
      },
    },
    refused: badSignature,
  },
  {
    name: 'a response signed by another key',
    issuing: { signs: 'response', key: testKeys.other.privateKey },
    refused: badSignature,
  },
  { name: 'another subject', issuing: { altered: swap('>alice<', '>mallory<') }, refused: badSignature },
  {
    name: 'another subject in a signed response',
    issuing: { signs: 'response', altered: swap('>alice<', '>mallory<') },
    refused: badSignature,
  },
  {
    name: 'another role',
    issuing: { altered: swap('role/federated', 'role/administrator') },
    refused: badSignature,
  },
  {
    name: 'one letter of the signature value',
    issuing: {
      altered: (text) => text.replace(/(?<=<ds:SignatureValue>)./, (first) => (first === 'A' ? 'B' : 'A')),
    },
    refused: badSignature,
  },
  {
    name: 'another digest',
    issuing: { altered: swap(/(?<=<ds:DigestValue>)...../, 'AAAAA') },
    refused: badSignature,
  },
  {
    name: 'an empty signature value',
    issuing: { altered: swap(/(?<=<ds:SignatureValue>)[^<]+/, '') },
    refused: badSignature,
  },
  {
    name: 'a signed response whose assertion lost its signature',
    issuing: { signs: 'both', altered: (text) => text.replace(signatureOf(assertionOf(text)), '') },
    refused: badSignature,
  },
  {
    name: 'a good assertion in a response of a bad signature',
    issuing: { signs: 'both', altered: swap(/(?<=<ds:SignatureValue>)....../, 'AAAAAA') },
    refused: badSignature,
  },
  {
    name: 'a signed response with a bad signature in its assertion',
    issuing: {
      signs: 'response',
      said: (text) => testIdentityProvider.signed(text, '_a', testKeys.other.privateKey, {}),
    },
    refused: badSignature,
  },
  {
    name: 'HMAC, keyed with the certificate that everybody has',
    issuing: {
      signature: { method: 'http://www.w3.org/2000/09/xmldsig#hmac-sha1' },
      altered: (text) => {
        const pem = `-----BEGIN CERTIFICATE-----\n${testKeys.idp.certificate}\n-----END CERTIFICATE-----`
        const info = whole(/<ds:SignedInfo>.*<\/ds:SignedInfo>/s, text)
        const value = createHmac('sha1', pem)
          .update(info.replace('>', ' xmlns:ds="http://www.w3.org/2000/09/xmldsig#">'))
          .digest('base64')
        return text.replace(/(?<=<ds:SignatureValue>)[^<]+/, value)
      },
    },
    refused: badSignature,
  },
  {
    name: 'RSA with SHA-1',
    issuing: {
      signature: {
        hash: 'sha1',
        method: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
        digest: 'http://www.w3.org/2000/09/xmldsig#sha1',
      },
    },
    refused: badSignature,
  },
  {
    name: 'a digest named SHA-1',
    issuing: { signature: { digest: 'http://www.w3.org/2000/09/xmldsig#sha1' } },
    refused: badSignature,
  },
  {
    name: 'a signature method that is none',
    issuing: { signature: { method: 'constructor' } },
    refused: badSignature,
  },
  {
    name: 'a digest method that is none',
    issuing: { signature: { digest: '__proto__' } },
    refused: badSignature,
  },
  {
    name: 'named PSS and made otherwise',
    issuing: { signature: { method: 'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1' } },
    refused: badSignature,
  },
  {
    name: 'canonicalization with comments',
    issuing: { signature: { canonicalization: 'http://www.w3.org/2001/10/xml-exc-c14n#WithComments' } },
    refused: badSignature,
  },
  {
    name: 'canonicalization that is not exclusive',
    issuing: { signature: { canonicalization: inclusive } },
    refused: badSignature,
  },
  { name: 'no transforms', issuing: { signature: { transforms: '' } }, refused: badSignature },
  { name: 'one transform', issuing: { signature: { transforms: enveloped } }, refused: badSignature },
  {
    name: 'transforms the other way round',
    issuing: { signature: { transforms: exclusive + enveloped } },
    refused: badSignature,
  },
  {
    name: 'three transforms',
    issuing: { signature: { transforms: enveloped + exclusive + exclusive } },
    refused: badSignature,
  },
  {
    name: 'a transform by XSLT',
    issuing: {
      signature: { transforms: enveloped + transform('http://www.w3.org/TR/1999/REC-xslt-19991116') },
    },
    refused: badSignature,
  },
  {
    name: 'a transform by XPath',
    issuing: {
      signature: {
        transforms:
          enveloped +
          transform(
            'http://www.w3.org/TR/1999/REC-xpath-19991116',
            '<ds:XPath>not(self::saml:Subject)</ds:XPath>',
          ),
      },
    },
    refused: badSignature,
  },
  { name: 'a reference to the whole document', issuing: { signature: { uri: '' } }, refused: badSignature },
  { name: 'a reference to another element', issuing: { signature: { uri: '#_r' } }, refused: badSignature },
  {
    name: 'a reference elsewhere',
    issuing: { signature: { uri: 'http://127.0.0.1:9/a' } },
    refused: badSignature,
  },
  {
    name: 'a reference by XPointer',
    issuing: { signature: { uri: "#xpointer(id('_a'))" } },
    refused: badSignature,
  },
  {
    name: 'an ID that is XPath',
    issuing: { said: swap('ID="_a"', 'ID="&apos;] | //*["'), signature: { uri: "#'] | //*[" } },
    refused: badSignature,
  },
  { name: 'no ID', issuing: { said: swap(' ID="_a"', '') }, refused: badSignature },
  {
    name: 'two references',
    issuing: {
      signature: { info: (text) => text.replace(/<ds:Reference.*<\/ds:Reference>/s, (one) => one + one) },
    },
    refused: badSignature,
  },
  {
    name: 'two SignedInfo',
    issuing: { altered: (text) => text.replace(/<ds:SignedInfo>.*<\/ds:SignedInfo>/s, (one) => one + one) },
    refused: badSignature,
  },
  {
    name: 'two digests',
    issuing: {
      altered: (text) =>
        text.replace(
          /<ds:DigestValue>.*<\/ds:DigestValue>/s,
          (one) => `<ds:DigestValue>AAAA</ds:DigestValue>${one}`,
        ),
    },
    refused: badSignature,
  },
  {
    name: 'a comment in the digest',
    issuing: { altered: swap('<ds:DigestValue>', '<ds:DigestValue><!--AAAA-->') },
    refused: malformed,
  },
  {
    name: 'an element in the digest',
    issuing: { altered: swap('<ds:DigestValue>', '<ds:DigestValue><ds:b>AAAA</ds:b>') },
    refused: badSignature,
  },
  {
    name: 'an Object in the signature',
    issuing: { altered: swap('</ds:SignatureValue>', '</ds:SignatureValue><ds:Object></ds:Object>') },
    refused: badSignature,
  },
  {
    name: 'a SignedInfo behind the value',
    issuing: {
      altered: (text) =>
        text.replace(
          /(<ds:SignedInfo>.*<\/ds:SignedInfo>)(<ds:SignatureValue>.*<\/ds:SignatureValue>)/s,
          '$2$1',
        ),
    },
    refused: badSignature,
  },
  {
    name: 'the same signature twice',
    issuing: { altered: (text) => text.replace(signatureOf(text), (one) => one + one) },
    refused: badSignature,
  },
  {
    name: 'a signature that is not directly in the assertion',
    issuing: {
      altered: (text) =>
        text
          .replace(signatureOf(text), '')
          .replace('<saml:Subject>', () => `<saml:Subject>${signatureOf(text)}`),
    },
    refused: malformed,
  },
  {
    name: 'a signature in another namespace',
    issuing: {
      altered: swap(
        '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"',
        '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#evil"',
      ),
    },
    refused: malformed,
  },
]

const wrapping: readonly BadAssertion[] = [
  {
    name: 'another assertion before the signed one',
    issuing: { altered: (text) => text.replace(assertionOf(text), (one) => evilOf(text) + one) },
    refused: malformed,
  },
  {
    name: 'another assertion after the signed one',
    issuing: { altered: (text) => text.replace(assertionOf(text), (one) => one + evilOf(text)) },
    refused: malformed,
  },
  {
    name: 'the signed assertion in another',
    issuing: {
      altered: (text) =>
        text.replace(assertionOf(text), (one) =>
          evilOf(text).replace('</saml:Assertion>', () => `${one}</saml:Assertion>`),
        ),
    },
    refused: malformed,
  },
  {
    name: 'another assertion that has the signature, the signed one behind',
    issuing: {
      altered: (text) =>
        text.replace(
          assertionOf(text),
          (one) =>
            evilOf(text).replace('</saml:Issuer>', () => `</saml:Issuer>${signatureOf(text)}`) +
            one.replace(signatureOf(text), ''),
        ),
    },
    refused: malformed,
  },
  {
    name: 'the signed assertion in the signature of another',
    issuing: {
      altered: (text) =>
        text.replace(assertionOf(text), (one) =>
          evilOf(text).replace(
            '</saml:Issuer>',
            () =>
              `</saml:Issuer>${signatureOf(text).replace('</ds:Signature>', () => `<ds:Object>${one.replace(signatureOf(text), '')}</ds:Object></ds:Signature>`)}`,
          ),
        ),
    },
    refused: malformed,
  },
  {
    name: 'another assertion of the same ID in Extensions',
    issuing: {
      altered: (text) =>
        text.replace(
          '<samlp:Status>',
          () => `<samlp:Extensions>${evilOf(text, '_a')}</samlp:Extensions><samlp:Status>`,
        ),
    },
    refused: malformed,
  },
  {
    name: 'another assertion in Extensions',
    issuing: {
      altered: (text) =>
        text.replace(
          '<samlp:Status>',
          () => `<samlp:Extensions>${evilOf(text)}</samlp:Extensions><samlp:Status>`,
        ),
    },
    refused: malformed,
  },
  {
    name: 'the signed assertion in Advice of another',
    issuing: {
      altered: (text) =>
        text.replace(assertionOf(text), (one) =>
          evilOf(text).replace(
            '<saml:AuthnStatement',
            () => `<saml:Advice>${one}</saml:Advice><saml:AuthnStatement`,
          ),
        ),
    },
    refused: malformed,
  },
  {
    name: 'the signed response in another',
    issuing: {
      signs: 'response',
      altered: (text) =>
        text
          .replace(signatureOf(text), '')
          .replace('ID="_r"', 'ID="_x"')
          .replaceAll('alice', 'mallory')
          .replace('</samlp:Response>', () => `${responseOf(text)}</samlp:Response>`),
    },
    refused: malformed,
  },
  {
    name: 'the signed response in the signature of another',
    issuing: {
      signs: 'response',
      altered: (text) =>
        text
          .replaceAll('alice', 'mallory')
          .replace('ID="_r"', 'ID="_x"')
          .replace(
            '</ds:Signature>',
            () => `<ds:Object>${responseOf(text).replace(signatureOf(text), '')}</ds:Object></ds:Signature>`,
          ),
    },
    refused: malformed,
  },
  {
    name: 'an assertion in another namespace',
    issuing: {
      altered: (text) =>
        text.replace(
          assertionOf(text),
          (one) => `${evilOf(text).replace('SAML:2.0:assertion', 'SAML:2.0:evil')}${one}`,
        ),
    },
    refused: malformed,
  },
  {
    name: 'an assertion in another namespace only',
    issuing: { said: swap('SAML:2.0:assertion', 'SAML:2.0:evil') },
    refused: malformed,
  },
  {
    name: 'the ID of the assertion on another element',
    issuing: { altered: swap('<samlp:Status>', '<samlp:Status Id="_a">') },
    refused: malformed,
  },
  {
    name: 'the ID of the assertion on another element, in a namespace',
    issuing: { altered: swap('<samlp:Status>', '<samlp:Status xml:id="_a">') },
    refused: malformed,
  },
  {
    name: 'two IDs on the assertion',
    issuing: { altered: swap('ID="_a"', 'ID="_a" Id="_e"') },
    refused: badSignature,
  },
  {
    name: 'two assertions, both signed',
    issuing: {
      altered: (text) =>
        text.replace(
          assertionOf(text),
          (one) => one + testIdentityProvider.signed(evilOf(text), '_e', testKeys.idp.privateKey, {}),
        ),
    },
    refused: malformed,
  },
  {
    name: 'no assertion',
    issuing: { altered: (text) => text.replace(assertionOf(text), '') },
    refused: malformed,
  },
  { name: 'an assertion without a response', issuing: { altered: assertionOf }, refused: malformed },
]

const documents: readonly BadAssertion[] = [
  {
    name: 'a comment in the name of the subject',
    issuing: {
      subject: 'alice@shop.example.evil.example',
      altered: swap('.evil.example', '<!-- -->.evil.example'),
    },
    refused: malformed,
  },
  {
    name: 'a comment that was signed',
    issuing: { subject: 'alice<!-- -->.evil.example' },
    refused: malformed,
  },
  {
    name: 'a processing instruction in the name',
    issuing: { altered: swap('>alice<', '>al<?x y?>ice<') },
    refused: malformed,
  },
  {
    name: 'a CDATA section in the name',
    issuing: { altered: swap('>alice<', '><![CDATA[alice]]><') },
    refused: malformed,
  },
  {
    name: 'a document type',
    issuing: { altered: (text) => `<!DOCTYPE samlp:Response>${text}` },
    refused: malformed,
  },
  {
    name: 'a bomb of entities',
    issuing: {
      altered: (text) =>
        `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>${text.replace('>alice<', '>&c;<')}`,
    },
    refused: malformed,
  },
  {
    name: 'an external entity',
    issuing: {
      altered: (text) =>
        `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${text.replace('>alice<', '>&a;<')}`,
    },
    refused: malformed,
  },
  {
    name: 'an entity nobody declared',
    issuing: { altered: swap('>alice<', '>&alice;<') },
    refused: malformed,
  },
  { name: 'XML 1.1', issuing: { altered: (text) => `<?xml version="1.1"?>${text}` }, refused: malformed },
  {
    name: 'another encoding',
    issuing: { altered: (text) => `<?xml version="1.0" encoding="UTF-7"?>${text}` },
    refused: malformed,
  },
  {
    name: 'a prefix without a namespace',
    issuing: { altered: swap('<samlp:Status>', '<samlp:Status><x:y></x:y>') },
    refused: malformed,
  },
  {
    name: 'an attribute twice',
    issuing: { altered: swap('ID="_a"', 'ID="_a" ID="_a"') },
    refused: malformed,
  },
  {
    name: 'something behind the response',
    issuing: { altered: (text) => `${text}<x/>` },
    refused: malformed,
  },
  { name: 'two responses', issuing: { altered: (text) => text + text }, refused: malformed },
  { name: 'a control character', issuing: { altered: swap('>alice<', '>al\u0000ice<') }, refused: malformed },
  {
    name: 'a control character by number',
    issuing: { altered: swap('>alice<', '>al&#0;ice<') },
    refused: malformed,
  },
  { name: 'cut off', issuing: { altered: (text) => text.slice(0, -100) }, refused: malformed },
  {
    name: 'nested deeply',
    issuing: {
      altered: (text) =>
        text.replace('<samlp:Status>', `<samlp:Status>${'<x>'.repeat(5000)}${'</x>'.repeat(5000)}`),
    },
    refused: malformed,
  },
  {
    name: 'too many elements',
    issuing: { altered: (text) => text.replace('<samlp:Status>', `<samlp:Status>${'<x/>'.repeat(6000)}`) },
    refused: malformed,
  },
  {
    name: 'too many attributes',
    issuing: {
      altered: (text) =>
        text.replace(
          '<samlp:Status>',
          `<samlp:Status ${Array.from({ length: 60 }, (_, at) => `a${at}=""`).join(' ')}>`,
        ),
    },
    refused: malformed,
  },
  {
    name: 'a request',
    issuing: { altered: (text) => text.replaceAll('samlp:Response', 'samlp:AuthnRequest') },
    refused: malformed,
  },
  {
    name: 'a response in another namespace',
    issuing: { altered: swap('SAML:2.0:protocol', 'SAML:1.0:protocol') },
    refused: malformed,
  },
  {
    name: 'version 1.1 of SAML',
    issuing: { said: swap('Version="2.0"', 'Version="1.1"') },
    refused: malformed,
  },
  { name: 'no XML', sent: () => base64('SAMLResponse'), refused: malformed },
  { name: 'a web page', sent: () => base64('<html><body>Sign in</body></html>'), refused: malformed },
  { name: 'no base64', sent: () => '<samlp:Response/>', refused: notBase64 },
  {
    name: 'base64 for addresses',
    sent: (text) => `${text.slice(0, 40)}-_${text.slice(42)}`,
    refused: notBase64,
  },
  {
    name: 'base64 without its end',
    sent: (text) => `${text.replace(/=+$/, '').slice(0, -1)}`.replace(/.{0,3}$/, (end) => end.slice(0, 1)),
    refused: notBase64,
  },
  {
    name: 'bytes that are no UTF-8',
    sent: () => Buffer.from([0x3c, 0xff, 0xfe, 0x3e]).toString('base64'),
    refused: notBase64,
  },
  {
    name: 'UTF-16',
    sent: (text) => Buffer.from(`\uFEFF${Buffer.from(text, 'base64')}`, 'utf16le').toString('base64'),
    refused: notBase64,
  },
]

const times: readonly BadAssertion[] = [
  {
    name: 'issued more than five minutes ago',
    issuing: { issued: -301, confirmedUntil: 600, notOnOrAfter: 600 },
    refused: ['ExpiredTokenException', 'Token must be redeemed within 5 minutes of issuance'],
  },
  { name: 'issued in more than a minute', issuing: { issued: 90 }, refused: notYetValid },
  { name: 'not valid before a time to come', issuing: { notBefore: 90 }, refused: notYetValid },
  {
    name: 'a confirmation not valid before a time to come',
    issuing: {
      said: swap(
        '<saml:SubjectConfirmationData',
        '<saml:SubjectConfirmationData NotBefore="9999-01-01T00:00:00Z"',
      ),
    },
    refused: notYetValid,
  },
  {
    name: 'a time in another form',
    issuing: { said: swap(/IssueInstant="[^"]+"/, 'IssueInstant="today"') },
    refused: malformed,
  },
  {
    name: 'a time with an offset',
    issuing: { said: swap(/IssueInstant="([^"]+)Z"/, 'IssueInstant="2026-01-01T00:00:00+01:00"') },
    refused: malformed,
  },
  {
    name: 'a day that is none',
    issuing: { said: swap(/IssueInstant="[^"]+"/, 'IssueInstant="2026-02-30T00:00:00Z"') },
    refused: malformed,
  },
  { name: 'no time of issue', issuing: { said: swap(/ IssueInstant="[^"]+"/, '') }, refused: malformed },
]

const claims: readonly BadAssertion[] = [
  { name: 'another audience', issuing: { audiences: [['https://other.example']] }, refused: otherAudience },
  { name: 'no audience', issuing: { audiences: [] }, refused: otherAudience },
  { name: 'an empty restriction', issuing: { audiences: [[]] }, refused: otherAudience },
  {
    name: 'a second restriction that is not met',
    issuing: { audiences: [['urn:amazon:webservices'], ['https://other.example']] },
    refused: otherAudience,
  },
  {
    name: 'an audience with more behind',
    issuing: { audiences: [['urn:amazon:webservices.evil.example']] },
    refused: otherAudience,
  },
  {
    name: 'no conditions',
    issuing: { said: swap(/<saml:Conditions.*<\/saml:Conditions>/s, '') },
    refused: otherAudience,
  },
  {
    name: 'two conditions',
    issuing: { said: (text) => text.replace(/<saml:Conditions.*<\/saml:Conditions>/s, (one) => one + one) },
    refused: malformed,
  },
  {
    name: 'a use that cannot be held to one',
    issuing: { conditions: '<saml:OneTimeUse></saml:OneTimeUse>' },
    refused: unknownCondition,
  },
  {
    name: 'a condition nobody knows',
    issuing: { conditions: '<x:Weekday xmlns:x="urn:x"></x:Weekday>' },
    refused: unknownCondition,
  },
  {
    name: 'another recipient',
    issuing: { recipient: 'https://other.example/saml' },
    refused: otherRecipient,
  },
  {
    name: 'a recipient that begins like ours',
    issuing: { recipient: 'https://signin.aws.amazon.com.evil.example/saml' },
    refused: otherRecipient,
  },
  {
    name: 'a recipient that ends like ours',
    issuing: { recipient: 'https://evilsignin.aws.amazon.com/saml' },
    refused: otherRecipient,
  },
  {
    name: 'a recipient without TLS',
    issuing: { recipient: 'http://signin.aws.amazon.com/saml' },
    refused: otherRecipient,
  },
  {
    name: 'the endpoint of another provider',
    issuing: { recipient: 'https://signin.aws.amazon.com/saml/acs/SAMLSPAAAAAAAAAAAAAAAAA' },
    refused: otherRecipient,
  },
  {
    name: 'the endpoint of another partition',
    issuing: { recipient: 'https://signin.amazonaws.cn/saml' },
    refused: otherRecipient,
  },
  {
    name: 'another destination',
    issuing: { destination: 'https://other.example/saml' },
    refused: otherRecipient,
  },
  { name: 'no recipient', issuing: { recipient: undefined }, refused: noConfirmation },
  { name: 'no end of the confirmation', issuing: { confirmedUntil: undefined }, refused: noConfirmation },
  {
    name: 'no confirmation',
    issuing: { said: swap(/<saml:SubjectConfirmation .*<\/saml:SubjectConfirmation>/s, '') },
    refused: noConfirmation,
  },
  {
    name: 'two confirmations',
    issuing: {
      said: (text) =>
        text.replace(/<saml:SubjectConfirmation .*<\/saml:SubjectConfirmation>/s, (one) => one + one),
    },
    refused: noConfirmation,
  },
  {
    name: 'a confirmation by a key',
    issuing: { method: 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key' },
    refused: noConfirmation,
  },
  {
    name: 'another issuer',
    issuing: { issuer: 'https://other.example/saml' },
    refused: invalid('Issuer not present in specified provider'),
  },
  {
    name: 'another issuer of the response',
    issuing: { altered: swap('>https://idp.example/saml<', '>https://other.example/saml<') },
    refused: invalid('Issuer not present in specified provider'),
  },
  {
    name: 'no issuer of the assertion',
    issuing: { signs: 'response', said: swap(/<saml:Issuer>.*<\/saml:Issuer>/, '') },
    refused: invalid('Issuer not present in specified provider'),
  },
  {
    name: 'a failed sign-in',
    issuing: { status: 'urn:oasis:names:tc:SAML:2.0:status:Responder' },
    refused: [
      'IDPRejectedClaim',
      'The identity provider reported that authentication failed: urn:oasis:names:tc:SAML:2.0:status:Responder',
    ],
  },
  {
    name: 'no status',
    issuing: { altered: swap(/<samlp:Status>.*<\/samlp:Status>/s, '') },
    refused: malformed,
  },
  {
    name: 'no subject',
    issuing: { said: swap(/<saml:Subject>.*<\/saml:Subject>/s, '') },
    refused: noSubject,
  },
  {
    name: 'two subjects',
    issuing: { said: (text) => text.replace(/<saml:Subject>.*<\/saml:Subject>/s, (one) => one + one) },
    refused: noSubject,
  },
  { name: 'a nameless subject', issuing: { subject: '' }, refused: noSubject },
  {
    name: 'two names',
    issuing: { said: (text) => text.replace(/<saml:NameID.*<\/saml:NameID>/s, (one) => one + one) },
    refused: noSubject,
  },
  { name: 'an element in the name', issuing: { subject: 'alice<saml:x></saml:x>' }, refused: noSubject },
  { name: 'a name without end', issuing: { subject: 'a'.repeat(257) }, refused: noSubject },
  {
    name: 'an encrypted name',
    issuing: { said: (text) => text.replaceAll('saml:NameID', 'saml:EncryptedID') },
    refused: noSubject,
  },
  { name: 'no role', issuing: { attributes: { [attribute('Role')]: undefined } }, refused: otherRole },
  {
    name: 'the role without a provider',
    issuing: { attributes: { [attribute('Role')]: [testIdentityProvider.role] } },
    refused: otherRole,
  },
  {
    name: 'the role with another provider',
    issuing: {
      attributes: {
        [attribute('Role')]: [`${testIdentityProvider.role},arn:aws:iam::111122223333:saml-provider/other`],
      },
    },
    refused: otherRole,
  },
  {
    name: 'role and provider in two values',
    issuing: {
      attributes: { [attribute('Role')]: [testIdentityProvider.role, testIdentityProvider.provider] },
    },
    refused: otherRole,
  },
  {
    name: 'three in a pair',
    issuing: {
      attributes: {
        [attribute('Role')]: [
          `${testIdentityProvider.role},${testIdentityProvider.provider},${testIdentityProvider.role}`,
        ],
      },
    },
    refused: otherRole,
  },
  {
    name: 'the role in another case',
    issuing: {
      attributes: {
        [attribute('Role')]: [
          `${testIdentityProvider.role.replace('federated', 'Federated')},${testIdentityProvider.provider}`,
        ],
      },
    },
    refused: otherRole,
  },
  {
    name: 'the name of the attribute in another case',
    issuing: {
      attributes: {
        [attribute('Role')]: undefined,
        [attribute('role')]: [`${testIdentityProvider.role},${testIdentityProvider.provider}`],
      },
    },
    refused: otherRole,
  },
  {
    name: 'a role made of elements',
    issuing: {
      attributes: {
        [attribute('Role')]: [
          `<saml:x>${testIdentityProvider.role}</saml:x>,${testIdentityProvider.provider}`,
        ],
      },
    },
    refused: badAttribute('Role'),
  },
  {
    name: 'no session name',
    issuing: { attributes: { [attribute('RoleSessionName')]: undefined } },
    refused: invalid('RoleSessionName is required in AuthnResponse'),
  },
  {
    name: 'a session name with a space',
    issuing: { attributes: { [attribute('RoleSessionName')]: ['Alice Smith'] } },
    refused: badName,
  },
  {
    name: 'a session name of one letter',
    issuing: { attributes: { [attribute('RoleSessionName')]: ['a'] } },
    refused: badName,
  },
  {
    name: 'a session name of 65 letters',
    issuing: { attributes: { [attribute('RoleSessionName')]: ['a'.repeat(65)] } },
    refused: badName,
  },
  {
    name: 'a session name that ends in a line break',
    issuing: { attributes: { [attribute('RoleSessionName')]: ['alice\n'] } },
    refused: badName,
  },
  {
    name: 'two session names',
    issuing: { attributes: { [attribute('RoleSessionName')]: ['alice', 'mallory'] } },
    refused: badAttribute('RoleSessionName'),
  },
  {
    name: 'a source identity with a colon',
    issuing: { attributes: { [attribute('SourceIdentity')]: ['aws:alice'] } },
    refused: badSource,
  },
  {
    name: 'a session of 899 seconds',
    issuing: { attributes: { [attribute('SessionDuration')]: ['899'] } },
    refused: badAttribute('SessionDuration'),
  },
  {
    name: 'a session of 43201 seconds',
    issuing: { attributes: { [attribute('SessionDuration')]: ['43201'] } },
    refused: badAttribute('SessionDuration'),
  },
  {
    name: 'a session of no number of seconds',
    issuing: { attributes: { [attribute('SessionDuration')]: ['1e3'] } },
    refused: badAttribute('SessionDuration'),
  },
  {
    name: 'a tag of two values',
    issuing: { attributes: { [attribute('PrincipalTag:team')]: ['a', 'b'] } },
    refused: badAttribute('PrincipalTag:team'),
  },
  {
    name: 'a tag without a value',
    issuing: { attributes: { [attribute('PrincipalTag:team')]: [] } },
    refused: badAttribute('PrincipalTag:team'),
  },
  {
    name: 'a tag of AWS',
    issuing: { attributes: { [attribute('PrincipalTag:aws:team')]: ['a'] } },
    refused: ['ValidationError', 'aws: prefixed tag key names are not allowed for external use.'],
  },
  {
    name: 'a tag without a key',
    issuing: { attributes: { [attribute('PrincipalTag:')]: ['a'] } },
    refused: ['ValidationError', 'The tag "" has a key or a value that no tag may have.'],
  },
  {
    name: 'two tags of one key',
    issuing: {
      attributes: { [attribute('PrincipalTag:team')]: ['a'], [attribute('PrincipalTag:TEAM')]: ['b'] },
    },
    refused: [
      'InvalidParameterValue',
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    ],
  },
  {
    name: 'a transitive tag that is not there',
    issuing: { attributes: { [attribute('TransitiveTagKeys')]: ['team'] } },
    refused: [
      'InvalidParameterValue',
      'The specified transitive tag key must be included in the requested tags.',
    ],
  },
]

const names: readonly BadAssertion[] = [
  {
    name: 'a provider that is not there',
    input: { PrincipalArn: 'arn:aws:iam::111122223333:saml-provider/none' },
    refused: invalid("Specified provider doesn't exist"),
  },
  {
    name: 'a provider of another account',
    input: { PrincipalArn: 'arn:aws:iam::999999999999:saml-provider/corp' },
    refused: invalid("Specified provider doesn't exist"),
  },
  {
    name: 'a provider written in another case',
    input: { PrincipalArn: 'arn:aws:iam::111122223333:saml-provider/CORP' },
    refused: invalid("Specified provider doesn't exist"),
  },
  {
    name: 'an OIDC provider',
    input: { PrincipalArn: 'arn:aws:iam::111122223333:oidc-provider/corp' },
    refused: invalid("Specified provider doesn't exist"),
  },
  {
    name: 'a role of another account',
    input: { RoleArn: 'arn:aws:iam::999999999999:role/federated' },
    refused: invalid("Specified provider doesn't exist"),
  },
  {
    name: 'another role of the account',
    input: { RoleArn: 'arn:aws:iam::111122223333:role/administrator' },
    refused: otherRole,
  },
  {
    name: 'a role that is no ARN',
    input: { RoleArn: 'federated-federated-federated' },
    refused: ['ValidationError', 'federated-federated-federated is invalid'],
  },
  {
    name: 'too short to be read',
    sent: () => 'abc',
    refused: [
      'ValidationError',
      "1 validation error detected: Value at 'sAMLAssertion' failed to satisfy constraint: Member must have length greater than or equal to 4",
    ],
  },
  {
    name: 'too long to be read',
    sent: () => 'A'.repeat(100_001),
    refused: [
      'ValidationError',
      "1 validation error detected: Value at 'sAMLAssertion' failed to satisfy constraint: Member must have length less than or equal to 100000",
    ],
  },
]

/** Responses that earn nothing. */
export const badAssertions: readonly BadAssertion[] = [
  ...signatures,
  ...wrapping,
  ...documents,
  ...times,
  ...claims,
  ...names,
]
