import type { NormalizedSchema } from '@smithy/core/schema'
import fc from 'fast-check'

type Place = 'body' | 'header' | 'query' | 'label' | 'payload'

export interface ValueRules {
  /** Whether something that holds nothing can be told from nothing: it cannot in a form. */
  readonly emptyStructures: boolean
  readonly emptyMaps: boolean
  /** Values for members of the top that a client checks or changes itself; `undefined` leaves one out. */
  readonly members?: Readonly<Record<string, fc.Arbitrary<unknown> | undefined>>
}

const deepest = 4
const text = fc
  .string({ unit: 'binary', maxLength: 12 })
  .filter((one) => one.isWellFormed() && !/\p{Cc}/u.test(one))
const headerText = fc.stringMatching(/^[!-~](?:[ -~]{0,10}[!-~])?$/).map((one) => one.replace(/ {2,}/g, ' '))
const milliseconds = fc.integer({ min: 0, max: 4_102_444_800_000 })
const numbers = fc.oneof(fc.integer(), fc.maxSafeInteger())

/** Values that a schema allows and that can travel where its members do. */
export function arbitraryValue(
  schema: NormalizedSchema,
  rules: ValueRules,
  place: Place = 'body',
  depth = 0,
): fc.Arbitrary<unknown> {
  if (schema.isStructSchema()) return structure(schema, rules, depth)
  if (schema.isListSchema()) {
    const item = arbitraryValue(schema.getValueSchema(), rules, place, depth + 1)
    const traits = schema.getMergedTraits()
    const min = (place !== 'body' && place !== 'payload') || traits.xmlFlattened ? 1 : 0
    return fc.array(item, { minLength: min, maxLength: 3 })
  }
  if (schema.isMapSchema()) {
    const value = arbitraryValue(schema.getValueSchema(), rules, place, depth + 1)
    const minKeys = rules.emptyMaps && place === 'body' ? 0 : 1
    const key =
      place === 'header'
        ? fc.stringMatching(/^[a-z0-9]{1,8}$/)
        : text.filter((one) => one !== '' && one !== '__proto__')
    return fc.dictionary(key, value, { minKeys, maxKeys: 3, noNullPrototype: true })
  }
  if (schema.isStringSchema()) {
    if (place === 'header') return headerText
    if (place === 'payload') return text.filter((one) => one !== '')
    return place === 'label' ? text.filter((one) => !['', '.', '..'].includes(one)) : text
  }
  if (schema.isNumericSchema()) return numbers
  if (schema.isBooleanSchema()) return fc.boolean()
  if (schema.isBlobSchema()) return fc.uint8Array({ minLength: place === 'payload' ? 1 : 0, maxLength: 40 })
  if (schema.isTimestampSchema()) {
    const whole = place === 'header' || schema.getSchema() === 6
    return milliseconds.map((time) => new Date(whole ? time - (time % 1000) : time))
  }
  throw new Error(`no values for ${schema.getName(true)}`)
}

function structure(schema: NormalizedSchema, rules: ValueRules, depth: number): fc.Arbitrary<object> {
  const shape = schema.getSchema() as readonly unknown[]
  const required = new Set((shape[4] as string[]).slice(0, (shape[6] as number | undefined) ?? 0))
  const members: Record<string, fc.Arbitrary<unknown>> = {}
  for (const [name, member] of schema.structIterator()) {
    const own = depth === 0 && rules.members && Object.hasOwn(rules.members, name)
    // An empty body cannot be told from an absent one, so that a payload is always there.
    const must = required.has(name) || member.isIdempotencyToken() || placeOf(member) === 'payload'
    if (own && rules.members![name] === undefined) continue
    if (!must && depth >= deepest) continue
    members[name] = own ? rules.members![name]! : arbitraryValue(member, rules, placeOf(member), depth + 1)
    if (must) required.add(name)
  }
  const names = Object.keys(members)
  if (schema.isUnionSchema()) {
    const all = [...schema.structIterator()].map(([name, member]) =>
      fc.record({
        [name]:
          depth >= deepest + 2 && !isSimple(member)
            ? fc.constant(emptyOf(member))
            : arbitraryValue(member, rules, 'body', depth + 1),
      }),
    )
    return fc.oneof(...all)
  }
  const record = fc.record(members, { requiredKeys: [...required].filter((name) => names.includes(name)) })
  if (rules.emptyStructures || names.length === 0 || depth === 0) return record
  return record.filter((value) => Object.keys(value).length > 0)
}

function isSimple(schema: NormalizedSchema): boolean {
  return !schema.isListSchema() && !schema.isMapSchema() && !schema.isStructSchema()
}

function emptyOf(schema: NormalizedSchema): unknown {
  return schema.isListSchema() ? [] : {}
}

function placeOf(member: NormalizedSchema): Place {
  const traits = member.getMergedTraits()
  if (traits.httpHeader !== undefined || traits.httpPrefixHeaders !== undefined) return 'header'
  if (traits.httpQuery !== undefined || traits.httpQueryParams) return 'query'
  if (traits.httpPayload) return 'payload'
  return traits.httpLabel ? 'label' : 'body'
}
