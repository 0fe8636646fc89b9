import { createHash, createPrivateKey, sign } from 'node:crypto'
import { testKeys } from './test-keys.data.ts'

/** What an identity provider says, and how. Whatever is left out is good. */
export interface Issuing {
  readonly now: number
  readonly issuer?: string
  readonly subject?: string
  readonly format?: string
  readonly recipient?: string | undefined
  readonly method?: string
  /** Seconds from now. */
  readonly issued?: number
  readonly confirmedUntil?: number | undefined
  readonly notBefore?: number
  readonly notOnOrAfter?: number
  readonly sessionEnds?: number
  readonly audiences?: readonly (readonly string[])[]
  /** XML beside the audience restrictions. */
  readonly conditions?: string
  readonly status?: string
  readonly destination?: string
  readonly attributes?: Readonly<Record<string, readonly string[] | undefined>>
  readonly signs?: 'assertion' | 'response' | 'both' | 'nothing'
  readonly key?: string
  readonly signature?: SignatureForm
  /** Changes the assertion before it is signed. */
  readonly said?: (assertion: string) => string
  /** Changes the assertion when it is signed, as an honest provider would when it encrypts it. */
  readonly sealed?: (assertion: string) => string
  /** Changes the whole response when all is signed: what an attacker does. */
  readonly altered?: (response: string) => string
}

/** What a signature names; only the names, what is done stays the same unless `hash` says otherwise. */
export interface SignatureForm {
  readonly canonicalization?: string
  readonly method?: string
  readonly digest?: string
  readonly hash?: string
  readonly transforms?: string
  readonly uri?: string
  /** Changes SignedInfo before it is signed. */
  readonly info?: (signedInfo: string) => string
  readonly keyInfo?: string
}

const ns = {
  saml: 'urn:oasis:names:tc:SAML:2.0:assertion',
  samlp: 'urn:oasis:names:tc:SAML:2.0:protocol',
  ds: 'http://www.w3.org/2000/09/xmldsig#',
}
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const entityId = 'https://idp.example/saml'
const endpoint = 'https://signin.aws.amazon.com/saml'
const attribute = (name: string) => `https://aws.amazon.com/SAML/Attributes/${name}`

/** The identity provider of these tests: from what it says to the bytes of its response. */
export const testIdentityProvider = {
  entityId,
  endpoint,
  role: 'arn:aws:iam::111122223333:role/federated',
  provider: 'arn:aws:iam::111122223333:saml-provider/corp',
  attribute,

  metadata({
    certificates = [testKeys.idp.certificate],
    id = entityId,
    use = ' use="signing"',
    root = '',
  } = {}) {
    const keys = certificates.map(
      (one) =>
        `<md:KeyDescriptor${use}><ds:KeyInfo xmlns:ds="${ns.ds}"><ds:X509Data><ds:X509Certificate>${one}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`,
    )
    return `<?xml version="1.0" encoding="UTF-8"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${id}"${root}>
<md:IDPSSODescriptor protocolSupportEnumeration="${ns.samlp}">
${keys.join('\n')}
<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${id}/sso"/>
</md:IDPSSODescriptor>
</md:EntityDescriptor>`
  },

  /** In base64, as `AssumeRoleWithSAML` takes it. */
  issue(issuing: Issuing): string {
    return Buffer.from(testIdentityProvider.response(issuing)).toString('base64')
  },

  /** As XML. Everything is written in canonical form, so that what is digested is what stands here. */
  response(issuing: Issuing): string {
    const { signs = 'assertion', key = testKeys.idp.privateKey, signature = {} } = issuing
    const { said = same, sealed = same, altered = same } = issuing
    const plain = said(assertion(issuing))
    const held = sealed(['assertion', 'both'].includes(signs) ? signed(plain, '_a', key, signature) : plain)
    const {
      status = 'urn:oasis:names:tc:SAML:2.0:status:Success',
      destination = endpoint,
      issuer = entityId,
    } = issuing
    const response = `<samlp:Response xmlns:samlp="${ns.samlp}" Destination="${destination}" ID="_r" IssueInstant="${time(issuing.now)}" Version="2.0"><saml:Issuer xmlns:saml="${ns.saml}">${issuer}</saml:Issuer><samlp:Status><samlp:StatusCode Value="${status}"></samlp:StatusCode></samlp:Status>${held}</samlp:Response>`
    return altered(['response', 'both'].includes(signs) ? signed(response, '_r', key, signature) : response)
  },

  /** Signs an element written in canonical form: the signature stands behind its Issuer. */
  signed,
  assertion,
}

function assertion(issuing: Issuing): string {
  const { now, issuer = entityId, subject = 'alice', issued = 0, notBefore = 0, notOnOrAfter = 300 } = issuing
  const { format = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent', conditions = '' } = issuing
  const { method = 'urn:oasis:names:tc:SAML:2.0:cm:bearer', audiences = [['urn:amazon:webservices']] } =
    issuing
  const at = (seconds: number) => time(now + seconds * 1000)
  const until = 'confirmedUntil' in issuing ? issuing.confirmedUntil : 300
  const recipient = 'recipient' in issuing ? issuing.recipient : endpoint
  const confirmation =
    (until === undefined ? '' : ` NotOnOrAfter="${at(until)}"`) +
    (recipient === undefined ? '' : ` Recipient="${recipient}"`)
  const restrictions = audiences.map(
    (some) =>
      `<saml:AudienceRestriction>${some.map((one) => `<saml:Audience>${one}</saml:Audience>`).join('')}</saml:AudienceRestriction>`,
  )
  const attributes = {
    [attribute('Role')]: [`${testIdentityProvider.role},${testIdentityProvider.provider}`],
    [attribute('RoleSessionName')]: ['alice@shop.example'],
    ...issuing.attributes,
  }
  const statements = Object.entries(attributes).map(([name, values]) =>
    values === undefined
      ? ''
      : `<saml:Attribute Name="${name}">${values.map((value) => `<saml:AttributeValue>${value}</saml:AttributeValue>`).join('')}</saml:Attribute>`,
  )
  const ends = issuing.sessionEnds === undefined ? '' : ` SessionNotOnOrAfter="${at(issuing.sessionEnds)}"`
  return `<saml:Assertion xmlns:saml="${ns.saml}" ID="_a" IssueInstant="${at(issued)}" Version="2.0"><saml:Issuer>${issuer}</saml:Issuer><saml:Subject><saml:NameID Format="${format}">${subject}</saml:NameID><saml:SubjectConfirmation Method="${method}"><saml:SubjectConfirmationData${confirmation}></saml:SubjectConfirmationData></saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="${at(notBefore)}" NotOnOrAfter="${at(notOnOrAfter)}">${restrictions.join('')}${conditions}</saml:Conditions><saml:AuthnStatement AuthnInstant="${at(0)}"${ends}></saml:AuthnStatement><saml:AttributeStatement>${statements.join('')}</saml:AttributeStatement></saml:Assertion>`
}

function signed(element: string, id: string, key: string, form: SignatureForm): string {
  const { canonicalization = exclusive, uri = `#${id}`, hash = 'sha256', info = same, keyInfo = '' } = form
  const { method = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256' } = form
  const { digest = 'http://www.w3.org/2001/04/xmlenc#sha256' } = form
  const { transforms = transform(`${ns.ds}enveloped-signature`) + transform(exclusive) } = form
  const value = createHash(hash).update(element).digest('base64')
  const signedInfo = info(
    `<ds:SignedInfo><ds:CanonicalizationMethod Algorithm="${canonicalization}"></ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="${method}"></ds:SignatureMethod><ds:Reference URI="${uri}"><ds:Transforms>${transforms}</ds:Transforms><ds:DigestMethod Algorithm="${digest}"></ds:DigestMethod><ds:DigestValue>${value}</ds:DigestValue></ds:Reference></ds:SignedInfo>`,
  )
  const canonical = signedInfo.replace('<ds:SignedInfo>', `<ds:SignedInfo xmlns:ds="${ns.ds}">`)
  const bytes = sign(hash, Buffer.from(canonical), createPrivateKey(key)).toString('base64')
  const signature = `<ds:Signature xmlns:ds="${ns.ds}">${signedInfo}<ds:SignatureValue>${bytes}</ds:SignatureValue>${keyInfo}</ds:Signature>`
  return element.replace(/<\/(saml:)?Issuer>/, (end) => end + signature)
}

function transform(algorithm: string): string {
  return `<ds:Transform Algorithm="${algorithm}"></ds:Transform>`
}

function time(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

function same(text: string): string {
  return text
}
