import { SaxesParser } from 'saxes'
import { utf8 } from './utf8.ts'

export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: XmlElement[]
  /** All character data directly inside, put together. */
  text: string
}

const deepest = 64

/**
 * Parses a body as XML 1.0 and answers its root, or `undefined` for anything that is none: bytes that are not
 * UTF-8, a document type (and with it entities), or elements nested deeper than 64.
 */
export function xmlDocument(body: Uint8Array): XmlElement | undefined {
  const text = utf8(body)
  if (text === undefined) return undefined
  const top: XmlElement = { name: '', attributes: {}, children: [], text: '' }
  const open: XmlElement[] = [top]
  const refuse = (reason: string): never => {
    throw new XmlProblem(reason)
  }
  const append = (characters: string) => {
    open.at(-1)!.text += characters
  }
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('error', (error) => refuse(error.message))
  parser.on('doctype', () => refuse('a document type'))
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length > deepest) refuse('nested too deeply')
    const element: XmlElement = { name, attributes, children: [], text: '' }
    open.at(-1)!.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => {
    open.pop()
  })
  parser.on('text', append)
  parser.on('cdata', append)
  try {
    parser.write(text).close()
  } catch (error) {
    if (error instanceof XmlProblem) return undefined
    throw error
  }
  return top.children[0]
}

class XmlProblem extends Error {}
