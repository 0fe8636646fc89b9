import { Fault } from '@rolecall/core'
import type { NormalizedSchema } from '@smithy/core/schema'
import type { FormNode } from './query-form.ts'
import { setMember } from './set-member.ts'
import { structMembers } from './struct-members.ts'
import { textReader } from './text-reader.ts'

export type QueryReader = (node: FormNode) => unknown

const malformed = { code: 'MalformedInput', status: 400, blame: 'client' } as const

/**
 * Compiles the reader of a value in a form, as the awsQuery protocol lays it out:
 *
 *     list   Key.member.1=…  or  Key.1=… when flattened; Key= alone is an empty list
 *     map    Key.entry.1.key=… Key.entry.1.value=…  or  Key.1.key=… when flattened
 *     other  Key=…, members of structures as Key.Member
 */
export function queryReader(schema: NormalizedSchema, known = new Map<unknown, QueryReader>()): QueryReader {
  const name = schema.getMergedTraits().xmlName ?? schema.getMemberName?.() ?? 'input'
  if (schema.isStructSchema()) return structure(schema, known)
  if (schema.isListSchema()) return list(schema, name, known)
  if (schema.isMapSchema()) return map(schema, name, known)
  const read = textReader(schema, 'date-time')
  if (!read) throw new TypeError(`${schema.getName(true)} cannot travel in a form`)
  return (node) => {
    const value = node.text === undefined ? undefined : read(node.text)
    if (value === undefined) throw new Fault(malformed, `The value of parameter ${name} is malformed`)
    return value
  }
}

function structure(schema: NormalizedSchema, known: Map<unknown, QueryReader>): QueryReader {
  const shape = schema.getSchema()
  const before = known.get(shape)
  if (before) return before
  let members: readonly (readonly [key: string, name: string, read: QueryReader])[] = []
  const read: QueryReader = ({ children }) => {
    const value: Record<string, unknown> = {}
    if (!children) return value
    for (const [key, name, readMember] of members) {
      const child = children.get(key)
      if (child) value[name] = readMember(child)
    }
    return value
  }
  known.set(shape, read)
  members = structMembers(schema).map(
    ([name, member]) => [member.getMergedTraits().xmlName ?? name, name, queryReader(member, known)] as const,
  )
  return read
}

function list(schema: NormalizedSchema, name: string, known: Map<unknown, QueryReader>): QueryReader {
  const member = schema.getValueSchema()
  const read = queryReader(member, known)
  const step = schema.getMergedTraits().xmlFlattened
    ? undefined
    : (member.getMergedTraits().xmlName ?? 'member')
  return (node) => numbered(node, step, name).map(read)
}

function map(schema: NormalizedSchema, name: string, known: Map<unknown, QueryReader>): QueryReader {
  const step = schema.getMergedTraits().xmlFlattened ? undefined : 'entry'
  const keyStep = schema.getKeySchema().getMergedTraits().xmlName ?? 'key'
  const valueStep = schema.getValueSchema().getMergedTraits().xmlName ?? 'value'
  const read = queryReader(schema.getValueSchema(), known)
  return (node) => {
    const value: Record<string, unknown> = {}
    for (const { children } of numbered(node, step, name)) {
      const key = children?.get(keyStep)?.text
      const held = children?.get(valueStep)
      if (key === undefined || !held || Object.hasOwn(value, key)) {
        throw new Fault(malformed, `The entries of parameter ${name} need a key and a value, each key once`)
      }
      setMember(value, key, read(held))
    }
    return value
  }
}

/** The nodes `1`, `2`, … in order; numbers may be left out, as AWS allows. */
function numbered(node: FormNode, step: string | undefined, name: string): FormNode[] {
  const holder = step === undefined ? node : node.children?.get(step)
  if (!holder?.children) {
    if (node.text === '' && !node.children) return []
    throw new Fault(malformed, `Parameter ${name} must be a numbered list`)
  }
  const items: [number, FormNode][] = []
  for (const [key, child] of holder.children) {
    if (!/^[1-9]\d{0,8}$/.test(key)) throw new Fault(malformed, `Parameter ${name} must be a numbered list`)
    items.push([Number(key), child])
  }
  return items.sort(([a], [b]) => a - b).map(([, child]) => child)
}
