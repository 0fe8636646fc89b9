import type { Tags } from '../../../records/tags.ts'
import { findIdentity } from '../identity/find-identity.ts'
import type { Identity } from '../identity/identity.ts'
import type { IdentityKind } from '../identity/identity-kind.ts'
import { identityPermission } from '../identity/identity-permission.ts'
import type { Taggable } from './taggable.ts'

type TaggedIdentity = Identity & { readonly tags: Tags }

/** The tags of roles, or of users. */
export function identityTags<Kept extends TaggedIdentity>(kind: IdentityKind<Kept>): Taggable<Kept> {
  return {
    member: kind.member,
    constraint: kind.name,
    rule: 'caseless',
    resourceType: kind.resourceType,
    permission: (action, name, context, keys) => identityPermission(kind, action, name, context, keys),
    find: (name, context) => findIdentity(kind, name, context),
    findOwn: (name, context) => findIdentity(kind, name, context),
    keep: (identity, context) => kind.keep(identity, context),
  }
}
