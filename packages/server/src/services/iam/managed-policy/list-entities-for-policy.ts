import {
  ListEntitiesForPolicy$,
  type ListEntitiesForPolicyRequest,
  type ListEntitiesForPolicyResponse,
} from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { iamFaults } from '../faults.ts'
import { page } from '../page.ts'
import { attachedEntities } from './attached-entities.ts'
import { findPolicy } from './find-policy.ts'
import { policyPermission } from './policy-permission.ts'
import { policyResource } from './policy-resource.ts'
import { policyUses } from './policy-uses.ts'

export const listEntitiesForPolicy = operation<
  Given<ListEntitiesForPolicyRequest>,
  ListEntitiesForPolicyResponse
>(ListEntitiesForPolicy$, {
  constraints: {
    EntityFilter: iamConstraints.entityType,
    Marker: iamConstraints.marker,
    MaxItems: iamConstraints.maxItems,
    PathPrefix: iamConstraints.path,
    PolicyArn: iamConstraints.arn,
    PolicyUsageFilter: iamConstraints.policyUsage,
  },
  authorize: policyPermission('ListEntitiesForPolicy'),
  trail: { readOnly: true, resources: policyResource },
  async handle(input, context) {
    const { PathPrefix = '/', EntityFilter: entity, PolicyUsageFilter: usage } = input
    const policy = await findPolicy(input.PolicyArn, context, { missing: iamFaults.noSuchPolicyToAttach })
    const all = await attachedEntities(policy.arn, usage && policyUses[usage], context)
    const shown = all.filter(
      ({ type, path }) => path.startsWith(PathPrefix) && (entity === undefined || entity === type),
    )
    const { items, marker } = page(shown, input, ({ type, name }) => `${type} ${name.toLowerCase()}`)
    return {
      PolicyGroups: items.flatMap(({ type, name, id }) =>
        type === 'Group' ? [{ GroupName: name, GroupId: id }] : [],
      ),
      PolicyRoles: items.flatMap(({ type, name, id }) =>
        type === 'Role' ? [{ RoleName: name, RoleId: id }] : [],
      ),
      PolicyUsers: items.flatMap(({ type, name, id }) =>
        type === 'User' ? [{ UserName: name, UserId: id }] : [],
      ),
      ...marker,
    }
  },
})
