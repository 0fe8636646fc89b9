import { keyNames } from './key-names.ts'
import { readData } from './read-data.ts'
import type { ResourceType } from './service-details.ts'

interface ResourceTypeFile {
  readonly [folded: string]: { readonly key: string; readonly arn: string; readonly conditionKeys?: string[] }
}

/**
 * The resource types of a service, by name in lower case.
 *
 * @param prefix of a service that exists; it becomes part of a path.
 */
export function readResourceTypes(prefix: string): ReadonlyMap<string, ResourceType> {
  const file = readData(`resourceTypes/${prefix}.json`) as ResourceTypeFile
  return new Map(
    Object.entries(file).map(([folded, { key, arn, conditionKeys }]) => {
      const [, , , region = '', account = '', ...resource] = arn.split(':')
      const parts = { region, account, resource: resource.join(':') }
      return [folded, { name: key, arn, ...parts, conditionKeys: keyNames(conditionKeys ?? []) }]
    }),
  )
}
