type Type = 'array' | 'boolean' | 'integer' | 'null' | 'number' | 'object' | 'string'

/** The part of JSON Schema, draft 6, that the schemas of add-ons are written in. */
export interface JsonSchema {
  readonly type: Type | readonly Type[]
  readonly enum?: readonly string[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  /** `false`: only what `properties` names. */
  readonly additionalProperties?: false | JsonSchema
}

/** What of a value a schema does not allow, in the words that AWS's validator has. */
export function violationsOf(value: unknown, schema: JsonSchema, path = '$'): string[] {
  const types: readonly Type[] = typeof schema.type === 'string' ? [schema.type] : schema.type
  const found = typeOf(value)
  if (!types.some((type) => type === found || (type === 'number' && found === 'integer')))
    return [`${path}: ${found} found, ${types.join(' or ')} expected`]
  if (schema.enum && !schema.enum.includes(value as string))
    return [`${path}: does not have a value in the enumeration [${schema.enum.join(', ')}]`]
  if (found !== 'object') return []
  const { additionalProperties, properties = {} } = schema
  return Object.entries(value as object).flatMap(([name, member]) => {
    const below = Object.hasOwn(properties, name) ? properties[name] : additionalProperties
    if (below === false)
      return [
        `${path}.${name}: is not defined in the schema and the schema does not allow additional properties`,
      ]
    return below ? violationsOf(member, below, `${path}.${name}`) : []
  })
}

function typeOf(value: unknown): Type {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value as Type
}
