import type { KeyType, KeyValues } from '@rolecall/policy'
import { keyNames } from './key-names.ts'
import { readData } from './read-data.ts'

interface ConditionKeyFile {
  readonly [folded: string]: { readonly key: string; readonly type: string }
}

/** The reference's names of types. One that is not here is a type of text. */
const types: ReadonlyMap<string, KeyType> = new Map([
  ['ARN', 'arn'],
  ['Bool', 'boolean'],
  ['Date', 'date'],
  ['IPAddress', 'ip'],
  ['Numeric', 'numeric'],
])

/**
 * The condition keys of all services by their prefix. Some services name keys of another, as SSM does those of EC2, so
 * all have to be read to know those of one.
 */
export function readConditionKeys(
  services: Iterable<string>,
): ReadonlyMap<string, ReadonlyMap<string, KeyValues>> {
  const byPrefix = new Map<string, Map<string, KeyValues>>()
  for (const service of services) {
    for (const { key, type } of Object.values(
      readData(`conditionKeys/${service}.json`) as ConditionKeyFile,
    )) {
      const multivalued = type.startsWith('ArrayOf')
      const values = { type: types.get(type.replace('ArrayOf', '')) ?? 'string', multivalued }
      const [name = ''] = keyNames([key])
      const prefix = name.slice(0, Math.max(0, name.indexOf(':')))
      const keys = byPrefix.get(prefix) ?? new Map<string, KeyValues>()
      byPrefix.set(prefix, keys)
      // The service's own word about a key is worth more than another's.
      if (service === prefix || !keys.has(name)) keys.set(name, values)
    }
  }
  return byPrefix
}
