import type { NormalizedSchema } from '@smithy/core/schema'
import { escapeXml } from './escape-xml.ts'
import { type Member, structMembers } from './struct-members.ts'
import { textWriter } from './text-writer.ts'

/** Writes what stands inside an element. */
type ContentWriter = (value: unknown) => string
/** Writes whole elements: one, or several for a flattened list. */
type ElementWriter = (value: unknown) => string

type Known = Map<unknown, { attributes: ContentWriter; content: ContentWriter }>

/**
 * Compiles writers. Absent members are left out; an empty list is an empty element; a flattened list is its
 * items and no more.
 */
export const xmlWriter = {
  /** A value as an element of the given name. */
  element: (name: string, schema: NormalizedSchema): ElementWriter => elementWriter(name, schema, new Map()),
  /** Some members of a structure, for an element that the caller opens and closes. */
  members: (members: readonly Member[]): ContentWriter => membersWriter(members, new Map()),
}

function elementWriter(name: string, schema: NormalizedSchema, known: Known): ElementWriter {
  if (schema.isStructSchema()) {
    const parts = structure(schema, known)
    const namespace = xmlNamespace(schema)
    return (value) => element(`${name}${namespace}${parts.attributes(value)}`, name, parts.content(value))
  }
  const traits = schema.getMergedTraits()
  if (schema.isListSchema()) {
    const member = schema.getValueSchema()
    if (traits.xmlFlattened) {
      const write = elementWriter(name, member, known)
      return (value) => join(value as unknown[], write)
    }
    const write = elementWriter(member.getMergedTraits().xmlName ?? 'member', member, known)
    const open = `${name}${xmlNamespace(schema)}`
    return (value) => element(open, name, join(value as unknown[], write))
  }
  if (schema.isMapSchema()) {
    const entry = mapEntry(schema, traits.xmlFlattened ? name : 'entry', known)
    const open = `${name}${xmlNamespace(schema)}`
    if (traits.xmlFlattened) return (value) => join(Object.entries(value as object), entry)
    return (value) => element(open, name, join(Object.entries(value as object), entry))
  }
  const write = textWriter(schema, 'date-time')
  if (!write) throw new TypeError(`${schema.getName(true)} cannot travel in XML`)
  const open = `${name}${xmlNamespace(schema)}`
  return (value) => element(open, name, escapeXml(write(value)))
}

function membersWriter(members: readonly Member[], known: Known): ContentWriter {
  const writers = members
    .filter(([, member]) => !member.getMergedTraits().xmlAttribute)
    .map(
      ([name, member]) =>
        [name, elementWriter(member.getMemberTraits().xmlName ?? name, member, known)] as const,
    )
  return (value) => {
    let text = ''
    for (const [name, write] of writers) {
      const member = (value as Record<string, unknown>)[name]
      if (member !== undefined && member !== null) text += write(member)
    }
    return text
  }
}

function structure(schema: NormalizedSchema, known: Known) {
  const shape = schema.getSchema()
  const before = known.get(shape)
  if (before) return before
  const parts: { attributes: ContentWriter; content: ContentWriter } = {
    attributes: () => '',
    content: () => '',
  }
  known.set(shape, parts)
  const members = structMembers(schema)
  parts.content = membersWriter(members, known)
  const attributes = members
    .filter(([, member]) => member.getMergedTraits().xmlAttribute)
    .map(
      ([name, member]) =>
        [name, ` ${member.getMergedTraits().xmlName ?? name}`, textWriter(member, 'date-time')!] as const,
    )
  if (attributes.length > 0) {
    parts.attributes = (value) =>
      join(attributes, ([name, wireName, write]) => {
        const member = (value as Record<string, unknown>)[name]
        return member === undefined || member === null ? '' : `${wireName}="${escapeXml(write(member))}"`
      })
  }
  return parts
}

function mapEntry(
  schema: NormalizedSchema,
  name: string,
  known: Known,
): (entry: [string, unknown]) => string {
  const keyName = schema.getKeySchema().getMergedTraits().xmlName ?? 'key'
  const write = elementWriter(
    schema.getValueSchema().getMergedTraits().xmlName ?? 'value',
    schema.getValueSchema(),
    known,
  )
  return ([key, value]) => element(name, name, `<${keyName}>${escapeXml(key)}</${keyName}>${write(value)}`)
}

function element(open: string, close: string, content: string): string {
  return content === '' ? `<${open}/>` : `<${open}>${content}</${close}>`
}

function join<T>(items: readonly T[], write: (item: T) => string): string {
  let text = ''
  for (const item of items) if (item !== undefined && item !== null) text += write(item)
  return text
}

function xmlNamespace(schema: NormalizedSchema): string {
  const namespace = schema.getMergedTraits().xmlNamespace
  if (!namespace) return ''
  const [prefix, uri] = namespace
  return ` xmlns${prefix ? `:${prefix}` : ''}="${escapeXml(uri)}"`
}
