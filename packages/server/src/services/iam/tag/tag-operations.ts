import * as iam from '@aws-sdk/client-iam'
import type { OperationSchema } from '@rolecall/aws-protocol'
import type { Operation } from '../../operation.ts'
import { instanceProfileTags } from '../instance-profile/instance-profile-tags.ts'
import { managedPolicyTags } from '../managed-policy/managed-policy-tags.ts'
import { mfaDeviceTags } from '../mfa-device/mfa-device-tags.ts'
import { openIdConnectProviderTags } from '../open-id-connect-provider/open-id-connect-provider-tags.ts'
import { roleKind } from '../role/role-kind.ts'
import { samlProviderTags } from '../saml-provider/saml-provider-tags.ts'
import { userKind } from '../user/user-kind.ts'
import { identityTags } from './identity-tags.ts'
import { listResourceTags } from './list-resource-tags.ts'
import { tagResource } from './tag-resource.ts'
import type { Taggable } from './taggable.ts'
import { untagResource } from './untag-resource.ts'

/** What can have tags, and the operations that set, take and list them. */
// biome-ignore format: the columns are the point
const table: readonly (readonly [Taggable, set: OperationSchema, take: OperationSchema, list: OperationSchema])[] = [
  [identityTags(roleKind),    iam.TagRole$,                  iam.UntagRole$,                  iam.ListRoleTags$],
  [identityTags(userKind),    iam.TagUser$,                  iam.UntagUser$,                  iam.ListUserTags$],
  [managedPolicyTags,         iam.TagPolicy$,                iam.UntagPolicy$,                iam.ListPolicyTags$],
  [mfaDeviceTags,             iam.TagMFADevice$,             iam.UntagMFADevice$,             iam.ListMFADeviceTags$],
  [instanceProfileTags,       iam.TagInstanceProfile$,       iam.UntagInstanceProfile$,       iam.ListInstanceProfileTags$],
  [openIdConnectProviderTags, iam.TagOpenIDConnectProvider$, iam.UntagOpenIDConnectProvider$, iam.ListOpenIDConnectProviderTags$],
  [samlProviderTags,          iam.TagSAMLProvider$,          iam.UntagSAMLProvider$,          iam.ListSAMLProviderTags$],
]

/** Operations on tags. */
export const tagOperations: readonly Operation[] = table.flatMap(([kind, set, take, list]) => [
  tagResource(kind, set),
  untagResource(kind, take),
  listResourceTags(kind, list),
])
