import type { samlNamespaces } from './saml-namespaces.ts'
import type { XmlElement } from './xml-element.ts'

/** The elements of a name directly inside another. */
export function childElements(
  parent: XmlElement | undefined,
  namespace: (typeof samlNamespaces)[keyof typeof samlNamespaces],
  name: string,
): XmlElement[] {
  return (parent?.children ?? []).filter((child) => child.namespace === namespace && child.name === name)
}
