import type { Constraint } from '@rolecall/aws-protocol'
import type { Tags } from '../../../records/tags.ts'
import type { Permission } from '../../permission.ts'
import type { ServiceContext } from '../../service-context.ts'
import type { ContextKeys } from '../context-keys.ts'
import type { tagRules } from './tag-rules.ts'

interface Tagged {
  readonly tags: Tags
}

/** What tells the things apart that can have tags: all that tagging them needs to know. */
export interface Taggable<Kept extends Tagged = Tagged> {
  /** The member of inputs that names one, and its limits. */
  readonly member: string
  readonly constraint: Constraint
  /** When two keys are the same. */
  readonly rule: keyof typeof tagRules
  readonly resourceType: string
  /** The permission for an action on the one that is named. */
  permission(action: string, named: string, context: ServiceContext, keys: ContextKeys): Promise<Permission[]>
  /** The one that is named, to be read. @throws Fault NoSuchEntity */
  find(named: string, context: ServiceContext): Promise<Kept>
  /** The one that is named, to be changed. @throws Fault NoSuchEntity, AccessDenied */
  findOwn(named: string, context: ServiceContext): Promise<Kept>
  keep(kept: Kept, context: ServiceContext): Promise<void>
}
