import type { XmlElement } from './xml-element.ts'

/** An element and all below it, in the order of the document. */
export function* allElements(root: XmlElement): Generator<XmlElement> {
  yield root
  for (const child of root.children) yield* allElements(child)
}
