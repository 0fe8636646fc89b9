import {
  ListOrganizationalUnitsForParent$,
  type ListOrganizationalUnitsForParentRequest,
  type ListOrganizationalUnitsForParentResponse,
} from '@aws-sdk/client-organizations'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { childrenOf } from '../children-of.ts'
import { organizationsConstraints } from '../constraints.ts'
import { managedOrganization } from '../managed-organization.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { page } from '../page.ts'
import { unitOutput } from './unit-output.ts'

export const listOrganizationalUnitsForParent = operation<
  Given<ListOrganizationalUnitsForParentRequest>,
  ListOrganizationalUnitsForParentResponse
>(ListOrganizationalUnitsForParent$, {
  constraints: {
    MaxResults: organizationsConstraints.maxResults,
    NextToken: organizationsConstraints.nextToken,
    ParentId: organizationsConstraints.id,
  },
  authorize: organizationPermissions('ListOrganizationalUnitsForParent', ({ ParentId }) => ({
    on: [ParentId],
  })),
  trail: { readOnly: true },
  async handle(input, context) {
    const { transaction } = context
    const organization = await managedOrganization(context)
    const units = await childrenOf(input.ParentId, 'ORGANIZATIONAL_UNIT', organization, transaction)
    const { items, next } = page(units, input, ({ id }) => id)
    const written = items.map((unit) => unitOutput(unit, organization, transaction))
    return { OrganizationalUnits: await Promise.all(written), ...next }
  },
})
