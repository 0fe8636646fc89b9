import type { KeyValues } from '@rolecall/policy'
import { keyNames } from './key-names.ts'
import { missingKeys } from './missing-keys.data.ts'
import { readData } from './read-data.ts'
import { readResourceTypes } from './read-resource-types.ts'
import type { AccessLevel, ActionDetails, ServiceDetails } from './service-details.ts'

interface ActionFile {
  readonly [folded: string]: {
    readonly name: string
    /** Such as `Tagging, Write`. */
    readonly accessLevel: string
    readonly resourceTypes: readonly {
      readonly name: string
      readonly required: boolean
      readonly conditionKeys: readonly string[]
    }[]
    readonly conditionKeys: readonly string[]
  }
}

/**
 * Reads what there is of a service; descriptions are left behind, they are most of the text.
 *
 * @param prefix of a service that exists; it becomes part of a path.
 * @param conditionKeys all keys with its prefix, also those that only other services have.
 */
export function readService(
  prefix: string,
  title: string,
  conditionKeys: ReadonlyMap<string, KeyValues>,
): ServiceDetails {
  const resourceTypes = readResourceTypes(prefix)
  const share = sharing()
  const actions = Object.entries(readData(`actions/${prefix}.json`) as ActionFile).map(
    ([folded, action]): [string, ActionDetails] => {
      const resources = action.resourceTypes.map(({ name, required }) => ({
        type: resourceTypes.get(name.toLowerCase()),
        name,
        required,
      }))
      const keys = keyNames([
        ...action.conditionKeys,
        ...action.resourceTypes.flatMap((one) => one.conditionKeys),
        ...(missingKeys.get(`${prefix}:${folded}`) ?? []),
      ])
      const keysOfTypes = resources.flatMap(({ type }) => [...(type?.conditionKeys ?? [])])
      return [
        folded,
        {
          name: `${prefix}:${action.name}`,
          accessLevels: new Set(action.accessLevel.split(', ') as AccessLevel[]),
          resourceTypes: resources,
          conditionKeys: share(new Set([...keys, ...keysOfTypes])),
        },
      ]
    },
  )
  return { prefix, title, actions: new Map(actions), resourceTypes, conditionKeys }
}

/** Answers the first of equal sets, so that hundreds of actions with the same keys hold them once. */
function sharing(): (keys: ReadonlySet<string>) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>()
  return (keys) => {
    const text = [...keys].sort().join(' ')
    const one = known.get(text) ?? keys
    known.set(text, one)
    return one
  }
}
