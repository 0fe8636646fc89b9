import { Fault } from '@rolecall/core'
import type { NormalizedSchema } from '@smithy/core/schema'
import { setMember } from './set-member.ts'
import { type Member, structMembers } from './struct-members.ts'
import { textReader } from './text-reader.ts'
import type { XmlElement } from './xml-document.ts'

export type XmlReader = (element: XmlElement) => unknown

type Known = Map<unknown, XmlReader>
/** What to do with a child element of a structure. */
type Slot = (child: XmlElement, into: Record<string, unknown>) => void

/**
 * Compiles readers. Elements the schema does not name are passed over; one that may stand once and stands
 * twice, and text that is no value of its type, are S3's MalformedXML.
 */
export const xmlReader = {
  value: (schema: NormalizedSchema): XmlReader => valueReader(schema, new Map()),
  /** Some members of a structure, from the element that holds them. */
  members: (members: readonly Member[]): XmlReader => membersReader(members, new Map()),
}

function valueReader(schema: NormalizedSchema, known: Known): XmlReader {
  if (schema.isStructSchema()) return structure(schema, known)
  if (schema.isListSchema()) {
    const member = schema.getValueSchema()
    const name = member.getMergedTraits().xmlName ?? 'member'
    const read = valueReader(member, known)
    return ({ children }) => children.filter((child) => child.name === name).map(read)
  }
  if (schema.isMapSchema()) {
    const read = entryReader(schema, known)
    return ({ children }) => {
      const record: Record<string, unknown> = {}
      for (const child of children) if (child.name === 'entry') read(child, record)
      return record
    }
  }
  const read = textReader(schema, 'date-time')
  if (!read) throw new TypeError(`${schema.getName(true)} cannot travel in XML`)
  return ({ text, children }) => {
    const value = children.length > 0 ? undefined : read(text)
    if (value === undefined) throw malformed()
    return value
  }
}

function structure(schema: NormalizedSchema, known: Known): XmlReader {
  const shape = schema.getSchema()
  const before = known.get(shape)
  if (before) return before
  let read: XmlReader = () => ({})
  known.set(shape, (element) => read(element))
  read = membersReader(structMembers(schema), known)
  known.set(shape, read)
  return read
}

function membersReader(members: readonly Member[], known: Known): XmlReader {
  const slots = new Map<string, Slot>()
  const attributes: (readonly [name: string, wireName: string, read: (text: string) => unknown])[] = []
  for (const [name, member] of members) {
    const traits = member.getMergedTraits()
    const wireName = member.getMemberTraits().xmlName ?? name
    if (traits.xmlAttribute) attributes.push([name, wireName, textReader(member, 'date-time')!])
    else slots.set(wireName, slotOf(name, member, known))
  }
  return (element) => {
    const record: Record<string, unknown> = {}
    for (const [name, wireName, read] of attributes) {
      if (Object.hasOwn(element.attributes, wireName)) record[name] = read(element.attributes[wireName]!)
    }
    for (const child of element.children) slots.get(child.name)?.(child, record)
    return record
  }
}

function slotOf(name: string, member: NormalizedSchema, known: Known): Slot {
  const flattened = member.getMergedTraits().xmlFlattened === 1
  if (flattened && member.isListSchema()) {
    const read = valueReader(member.getValueSchema(), known)
    return (child, into) => {
      into[name] ??= []
      ;(into[name] as unknown[]).push(read(child))
    }
  }
  if (flattened && member.isMapSchema()) {
    const read = entryReader(member, known)
    return (child, into) => {
      into[name] ??= {}
      read(child, into[name] as Record<string, unknown>)
    }
  }
  const read = valueReader(member, known)
  return (child, into) => {
    if (name in into) throw malformed()
    into[name] = read(child)
  }
}

function entryReader(schema: NormalizedSchema, known: Known): Slot {
  const keyName = schema.getKeySchema().getMergedTraits().xmlName ?? 'key'
  const valueName = schema.getValueSchema().getMergedTraits().xmlName ?? 'value'
  const read = valueReader(schema.getValueSchema(), known)
  return ({ children }, into) => {
    const key = children.find((child) => child.name === keyName)?.text
    const value = children.find((child) => child.name === valueName)
    if (key === undefined || !value || Object.hasOwn(into, key)) throw malformed()
    setMember(into, key, read(value))
  }
}

function malformed(): Fault {
  return new Fault(
    { code: 'MalformedXML', status: 400, blame: 'client' },
    'The XML you provided was not well-formed or did not validate against our published schema',
  )
}
