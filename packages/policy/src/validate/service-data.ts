import type { KeyType } from './global-keys.data.ts'

/** What is known of AWS services; handed in by who has it, because it changes every day. */
export interface ServiceData {
  /** Looks a service up by its prefix in lower case; `undefined` when there is no such service. */
  service(prefix: string): ServiceEntry | undefined
  /**
   * The formats of ARNs whose third part is this text in lower case, of all services together: some have ARNs
   * of another name, as Service Catalog has `catalog`. `undefined` when no resource type has such ARNs.
   */
  arnFormats(service: string): readonly ArnFormat[] | undefined
}

export interface ServiceEntry {
  /** By name in lower case, without prefix. */
  readonly actions: ReadonlyMap<string, ActionEntry>
  /** Condition keys with the service's prefix and their values. See {@link findKey} for how they are written. */
  readonly conditionKeys: ReadonlyMap<string, KeyValues>
}

/** What values a condition key has in a request. */
export interface KeyValues {
  readonly type: KeyType
  readonly multivalued: boolean
}

export interface ActionEntry {
  /** With prefix, as AWS writes it: `s3:GetObject`. */
  readonly name: string
  /** What a request for it can hold: its own keys and those of its resource types, written as {@link findKey} says. */
  readonly conditionKeys: ReadonlySet<string>
}

/** The parts of an ARN after its service, with `${Name}` or `*` for what varies, as AWS documents them. */
export interface ArnFormat {
  /** `''` when such ARNs have no region. */
  readonly region: string
  /** `''` when such ARNs have no account, `'aws'` for what AWS owns. */
  readonly account: string
  readonly resource: string
}
