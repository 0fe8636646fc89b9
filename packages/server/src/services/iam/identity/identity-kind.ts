import type { Constraint } from '@rolecall/aws-protocol'
import type { Fault } from '@rolecall/core'
import type { PolicyQuota } from '@rolecall/policy'
import type { EntityType } from '../../../records/entities.ts'
import type { ServiceContext } from '../../service-context.ts'
import type { Identity } from './identity.ts'

/** What tells roles, users and groups apart: all that an operation on any of them needs to know. */
export interface IdentityKind<Kept extends Identity = Identity> {
  readonly type: EntityType
  /** The member of inputs and outputs that holds the name. */
  readonly member: 'GroupName' | 'RoleName' | 'UserName'
  /** Limits of the name. */
  readonly name: Constraint
  /** The first part of its ARNs, and how refusals call it. */
  readonly word: 'group' | 'role' | 'user'
  /** As AWS Config calls it. */
  readonly resourceType: string
  readonly quotas: {
    /** How many managed policies may be attached, and the quota's name in AWS's answer. */
    readonly attached: { readonly name: string; readonly most: number }
    /** What all inline policies together may have. */
    readonly inline: PolicyQuota
  }
  readonly faults: {
    readonly noSuchIdentity: (name: string) => Fault
    readonly noSuchInlinePolicy: (name: string) => Fault
  }
  /** Throws for one that nobody but AWS may change. Tags are not asked about. */
  refuseChange?(identity: Kept): void
  /** The one of the caller's account with this name. */
  read(name: string, context: ServiceContext): Promise<Kept | undefined>
  /** Writes it, new or changed. */
  keep(identity: Kept, context: ServiceContext): Promise<void>
}
