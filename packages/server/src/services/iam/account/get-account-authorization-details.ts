import {
  type EntityType,
  GetAccountAuthorizationDetails$,
  type GetAccountAuthorizationDetailsRequest,
  type GetAccountAuthorizationDetailsResponse,
  type GroupDetail,
  type ManagedPolicyDetail,
  type RoleDetail,
  type UserDetail,
} from '@aws-sdk/client-iam'
import { list } from '@rolecall/aws-protocol'
import { awsManagedPolicies } from '../../../records/aws-managed-policies.ts'
import { type Group, groups } from '../../../records/group.ts'
import { type ManagedPolicy, managedPolicies } from '../../../records/managed-policy.ts'
import { type Role, roles } from '../../../records/role.ts'
import { type User, users } from '../../../records/user.ts'
import { operation } from '../../operation.ts'
import type { ServiceContext } from '../../service-context.ts'
import { iamConstraints } from '../constraints.ts'
import { latestUse } from '../last-use/latest-use.ts'
import { type AttachmentCounts, attachments } from '../managed-policy/attachments.ts'
import { page } from '../page.ts'
import { accountDetails } from './account-details.ts'

/** One of the entities that are told one after another: all users, then all groups, and so on. */
type Entity =
  | { readonly type: 'User'; readonly kept: User }
  | { readonly type: 'Group'; readonly kept: Group }
  | { readonly type: 'Role'; readonly kept: Role }
  | { readonly type: 'LocalManagedPolicy' | 'AWSManagedPolicy'; readonly kept: ManagedPolicy }

const order: readonly EntityType[] = ['User', 'Group', 'Role', 'LocalManagedPolicy', 'AWSManagedPolicy']

/** Of the policies of AWS only those that something in the account has. */
export const getAccountAuthorizationDetails = operation<
  GetAccountAuthorizationDetailsRequest,
  GetAccountAuthorizationDetailsResponse
>(GetAccountAuthorizationDetails$, {
  constraints: {
    Filter: list({ of: iamConstraints.entityType }),
    Marker: iamConstraints.marker,
    MaxItems: iamConstraints.maxItems,
  },
  authorize: () => [{ action: 'iam:GetAccountAuthorizationDetails', resource: '*' }],
  trail: { readOnly: true },
  async handle(input, context) {
    const asked = input.Filter?.length ? input.Filter : order
    const counts = await attachments.counts(context)
    const all = (await everything(context, counts)).filter(({ type }) => asked.includes(type))
    const { items, marker } = page(all, input, nameOf)
    return { ...(await told(items, counts, context)), ...marker }
  },
})

/** Sorts the kinds one after another, and each by name. */
function nameOf({ type, kept }: Entity): string {
  return `${order.indexOf(type)} ${kept.name.toLowerCase()} ${kept.arn}`
}

async function everything(
  { account, transaction }: ServiceContext,
  counts: ReadonlyMap<string, AttachmentCounts>,
): Promise<Entity[]> {
  const ofAws = (await awsManagedPolicies.list(transaction)).filter(({ arn }) => counts.has(arn))
  return [
    ...(await transaction.list(users, [account])).map((kept) => ({ type: 'User', kept }) as const),
    ...(await transaction.list(groups, [account])).map((kept) => ({ type: 'Group', kept }) as const),
    ...(await transaction.list(roles, [account])).map((kept) => ({ type: 'Role', kept }) as const),
    ...(await transaction.list(managedPolicies, [account])).map(
      (kept) => ({ type: 'LocalManagedPolicy', kept }) as const,
    ),
    ...ofAws.map((kept) => ({ type: 'AWSManagedPolicy', kept }) as const),
  ]
}

interface Details {
  readonly UserDetailList: UserDetail[]
  readonly GroupDetailList: GroupDetail[]
  readonly RoleDetailList: RoleDetail[]
  readonly Policies: ManagedPolicyDetail[]
}

async function told(
  items: readonly Entity[],
  counts: ReadonlyMap<string, AttachmentCounts>,
  context: ServiceContext,
): Promise<Details> {
  const uses = await latestUse(
    items.flatMap(({ type, kept }) => (type === 'Role' ? [kept.id] : [])),
    context,
  )
  const details: Details = {
    UserDetailList: [],
    GroupDetailList: [],
    RoleDetailList: [],
    Policies: [],
  }
  for (const { type, kept } of items) {
    if (type === 'User') details.UserDetailList.push(await accountDetails.user(kept, context))
    else if (type === 'Group') details.GroupDetailList.push(accountDetails.group(kept))
    else if (type === 'Role') {
      details.RoleDetailList.push(await accountDetails.role(kept, uses.get(kept.id), context))
    } else details.Policies.push(accountDetails.policy(kept, counts.get(kept.arn)))
  }
  return details
}
