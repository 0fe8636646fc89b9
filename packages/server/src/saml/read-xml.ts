import { SaxesParser } from 'saxes'
import type { XmlElement } from './xml-element.ts'

/**
 * Far above what is needed: a response with the 150 groups that the largest issuers put in has some 250 elements.
 * Anybody may send a response, and what comes after this takes longest for many small elements.
 */
const limits = {
  response: { depth: 32, elements: 1000, attributes: 30, comments: false },
  metadata: { depth: 32, elements: 5000, attributes: 50, comments: true },
} as const

type Growing = { -readonly [Member in keyof XmlElement]: XmlElement[Member] } & { children: XmlElement[] }

/**
 * Reads XML 1.0 and answers its root, or `undefined` for anything that is not well-formed with its namespaces,
 * and for what no honest issuer sends and attacks are made of: a document type (and with it entities),
 * processing instructions, CDATA, the same ID on two elements, too many elements or levels. Comments too, but
 * in metadata: canonicalization drops them, so whoever has a signed document can put more in.
 */
export function readXml(text: string, use: keyof typeof limits): XmlElement | undefined {
  const { depth, elements, attributes, comments } = limits[use]
  const top = element('', '', 0, undefined)
  const open: Growing[] = [top]
  const ids = new Set<string>()
  let count = 0
  const refuse = (reason: string) => () => {
    throw new XmlProblem(reason)
  }
  const parser = new SaxesParser({ xmlns: true, position: false })
  parser.on('error', (error) => refuse(error.message)())
  parser.on('doctype', refuse('a document type'))
  parser.on('processinginstruction', refuse('a processing instruction'))
  parser.on('cdata', refuse('a CDATA section'))
  if (!comments) parser.on('comment', refuse('a comment'))
  parser.on('xmldecl', ({ version, encoding }) => {
    if (version !== '1.0' || (encoding ?? 'utf-8').toLowerCase() !== 'utf-8') refuse('not XML 1.0 in UTF-8')()
  })
  parser.on('opentag', (tag) => {
    const given = Object.values(tag.attributes)
    count += 1
    if (open.length > depth || count > elements || given.length > attributes) {
      refuse('larger than is read')()
    }
    const plain = given.filter(({ uri }) => uri === '')
    for (const { local, value, uri } of given) {
      if (local.toLowerCase() !== 'id' || uri === 'http://www.w3.org/2000/xmlns/') continue
      if (ids.has(value)) refuse('an ID on two elements')()
      ids.add(value)
    }
    const start = text.lastIndexOf('<', parser.position - 1)
    const parent = open.at(-1)!
    const made: Growing = {
      ...element(tag.uri, tag.local, start, parent),
      attributes: new Map(plain.map(({ local, value }) => [local, value])),
      declared: new Map(Object.entries(tag.ns)),
    }
    parent.children.push(made)
    open.push(made)
  })
  parser.on('closetag', () => {
    open.pop()!.end = parser.position
  })
  parser.on('text', (characters) => {
    open.at(-1)!.text += characters
  })
  try {
    parser.write(text).close()
  } catch (error) {
    if (error instanceof XmlProblem) return undefined
    throw error
  }
  return top.children[0]
}

function element(namespace: string, name: string, start: number, parent: Growing | undefined): Growing {
  const nothing = new Map<string, string>()
  return {
    namespace,
    name,
    start,
    end: start,
    parent,
    attributes: nothing,
    declared: nothing,
    children: [],
    text: '',
  }
}

class XmlProblem extends Error {}
