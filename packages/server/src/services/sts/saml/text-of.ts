import type { XmlElement } from '../../../saml/xml-element.ts'

/** All the text in an element, that of the elements in it after its own. */
export function textOf(element: XmlElement): string {
  return element.text + element.children.map(textOf).join('')
}
