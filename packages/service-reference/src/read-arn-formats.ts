import type { ArnFormat } from '@rolecall/policy'
import { readResourceTypes } from './read-resource-types.ts'

/**
 * The formats of ARNs of all services by the service that stands in them, which is not always the one they are of:
 * those of Service Catalog say `catalog`. Where that part varies, as in those of AWS Backup, it is the service's own.
 */
export function readArnFormats(services: Iterable<string>): ReadonlyMap<string, readonly ArnFormat[]> {
  const formats = [...services].flatMap((prefix) =>
    [...readResourceTypes(prefix).values()].map((type) => {
      const written = type.arn.split(':')[2] ?? ''
      return { service: written.includes('${') ? prefix : written, type }
    }),
  )
  const byService = Map.groupBy(formats, ({ service }) => service)
  return new Map([...byService].map(([service, of]) => [service, of.map(({ type }) => type)]))
}
