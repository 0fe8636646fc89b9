import { collection } from '../store/collection.ts'
import type { Tags } from './tags.ts'

/** The root of an organization, or an organizational unit. */
export interface OrganizationNode {
  readonly organizationId: string
  /** `r-ab12`, `ou-ab12-cd34ef56`. */
  readonly id: string
  readonly type: 'ROOT' | 'ORGANIZATIONAL_UNIT'
  readonly name: string
  /** The root has none. */
  readonly parentId?: string | undefined
  /** Ids of policies, in the order they were attached. */
  readonly attached: readonly string[]
  readonly tags: Tags
}

export const organizationNodes = collection<OrganizationNode, [organizationId: string, id: string]>(
  'organizations.node',
)
