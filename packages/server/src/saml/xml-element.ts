/** An element of a document that was read strictly, its names resolved. */
export interface XmlElement {
  readonly namespace: string
  /** Without its prefix. */
  readonly name: string
  /** Those without a namespace, by name: SAML has no others that mean something. */
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlElement[]
  /** All character data directly inside, put together. */
  readonly text: string
  /** Namespaces that are declared here, by prefix; the default one by the empty prefix. */
  readonly declared: ReadonlyMap<string, string>
  /** `undefined` above the root. */
  readonly parent: XmlElement | undefined
  /** Where it stands in the document, in UTF-16 units: from its `<` to behind its last `>`. */
  readonly start: number
  readonly end: number
}
