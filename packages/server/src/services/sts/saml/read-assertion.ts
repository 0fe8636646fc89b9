import { childElements } from '../../../saml/child-elements.ts'
import { samlNamespaces } from '../../../saml/saml-namespaces.ts'
import type { XmlElement } from '../../../saml/xml-element.ts'
import { samlFaults } from './saml-faults.ts'
import { textOf } from './text-of.ts'

/** What an assertion says, none of it held against anything yet. */
export interface SamlAssertion {
  readonly id: string
  readonly issuer: string
  readonly issueInstant: string
  readonly subject: string
  /** As AWS tells it: without the prefix of SAML's own formats. */
  readonly subjectType: string
  readonly confirmation: XmlElement
  readonly recipient: string
  readonly conditions: XmlElement | undefined
  /** `SessionNotOnOrAfter` of each statement of authentication that has one. */
  readonly sessionEnds: readonly string[]
  /** All values by name. A name that stands twice has the values of both. */
  readonly attributes: ReadonlyMap<string, readonly AttributeValue[]>
}

export interface AttributeValue {
  readonly text: string
  /** The value is made of elements; its text is all the text in them. */
  readonly isStructured: boolean
}

const { assertion } = samlNamespaces
const formats = 'urn:oasis:names:tc:SAML:2.0:nameid-format:'
const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer'
/** SAML 2.0 Core §8.3.7 bounds identifiers so. */
const longestSubject = 256

/** @throws Fault InvalidIdentityToken for an assertion that lacks what AWS wants of every one */
export function readAssertion(root: XmlElement): SamlAssertion {
  if (root.attributes.get('Version') !== '2.0') throw samlFaults.malformed()
  const subjects = childElements(root, assertion, 'Subject')
  const names = subjects.flatMap((one) => childElements(one, assertion, 'NameID'))
  const [name] = names
  const subject = name ? name.text : ''
  if (subjects.length !== 1 || names.length !== 1 || name?.children.length !== 0) throw samlFaults.noSubject()
  if (subject === '' || subject.length > longestSubject) throw samlFaults.noSubject()
  const confirmations = subjects.flatMap((one) => childElements(one, assertion, 'SubjectConfirmation'))
  const confirmation = confirmations.flatMap((one) =>
    childElements(one, assertion, 'SubjectConfirmationData'),
  )[0]
  const recipient = confirmation?.attributes.get('Recipient')
  const isBearer = confirmations[0]?.attributes.get('Method') === bearer
  if (confirmations.length !== 1 || !isBearer || !confirmation?.attributes.has('NotOnOrAfter')) {
    throw samlFaults.noConfirmation()
  }
  if (recipient === undefined) throw samlFaults.noConfirmation()
  const allConditions = childElements(root, assertion, 'Conditions')
  if (allConditions.length > 1) throw samlFaults.malformed()
  const format = name.attributes.get('Format') ?? 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified'
  return {
    id: root.attributes.get('ID') ?? '',
    issuer: childElements(root, assertion, 'Issuer')[0]?.text ?? '',
    issueInstant: root.attributes.get('IssueInstant') ?? '',
    subject,
    subjectType: format.startsWith(formats) ? format.slice(formats.length) : format,
    confirmation,
    recipient,
    conditions: allConditions[0],
    sessionEnds: childElements(root, assertion, 'AuthnStatement').flatMap(
      ({ attributes }) => attributes.get('SessionNotOnOrAfter') ?? [],
    ),
    attributes: attributesOf(root),
  }
}

function attributesOf(root: XmlElement): Map<string, AttributeValue[]> {
  const attributes = new Map<string, AttributeValue[]>()
  for (const statement of childElements(root, assertion, 'AttributeStatement')) {
    for (const attribute of childElements(statement, assertion, 'Attribute')) {
      const name = attribute.attributes.get('Name') ?? ''
      const values = childElements(attribute, assertion, 'AttributeValue').map((value) => ({
        text: textOf(value),
        isStructured: value.children.length > 0,
      }))
      attributes.set(name, [...(attributes.get(name) ?? []), ...values])
    }
  }
  return attributes
}
