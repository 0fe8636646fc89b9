import type { ActionEntry, ArnFormat, ServiceEntry } from '@rolecall/policy'

/** A service as the Service Authorization Reference describes it. */
export interface ServiceDetails extends ServiceEntry {
  /** Such as `s3`. */
  readonly prefix: string
  /** Such as `Amazon S3`. */
  readonly title: string
  readonly actions: ReadonlyMap<string, ActionDetails>
  /** By name in lower case. */
  readonly resourceTypes: ReadonlyMap<string, ResourceType>
}

/** What an action does to what it acts on. Tagging and managing permissions are writing too. */
export type AccessLevel = 'List' | 'Read' | 'Write' | 'Tagging' | 'Permissions management'

export interface ActionDetails extends ActionEntry {
  readonly accessLevels: ReadonlySet<AccessLevel>
  /** What it acts on; empty when only `*` can stand in Resource. */
  readonly resourceTypes: readonly ActionResource[]
}

export interface ActionResource {
  /** `undefined` for a type that the reference names and does not describe. */
  readonly type: ResourceType | undefined
  readonly name: string
  /** Whether every call acts on one; of those that are not required, one is enough. */
  readonly required: boolean
}

export interface ResourceType extends ArnFormat {
  readonly name: string
  /** Such as `arn:${Partition}:s3:::${BucketName}`. */
  readonly arn: string
  /** See {@link findKey} for how they are written. */
  readonly conditionKeys: ReadonlySet<string>
}
