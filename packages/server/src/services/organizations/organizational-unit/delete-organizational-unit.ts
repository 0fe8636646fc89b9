import {
  DeleteOrganizationalUnit$,
  type DeleteOrganizationalUnitRequest,
} from '@aws-sdk/client-organizations'
import { organizationNodes } from '../../../records/organization-node.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { organizationsConstraints } from '../constraints.ts'
import { organizationsFaults } from '../faults.ts'
import { managedOrganization } from '../managed-organization.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { targets } from '../targets.ts'
import { namedUnit } from './named-unit.ts'

export const deleteOrganizationalUnit = operation<Given<DeleteOrganizationalUnitRequest>, void>(
  DeleteOrganizationalUnit$,
  {
    constraints: { OrganizationalUnitId: organizationsConstraints.id },
    authorize: organizationPermissions('DeleteOrganizationalUnit', ({ OrganizationalUnitId }) => ({
      on: [OrganizationalUnitId],
    })),
    trail: { readOnly: false },
    async handle({ OrganizationalUnitId }, context) {
      const { transaction } = context
      const organization = await managedOrganization(context)
      const { id } = await namedUnit(OrganizationalUnitId, organization, transaction)
      const within = await targets.in(id, organization, transaction)
      if (within.length > 0) throw organizationsFaults.unitNotEmpty()
      await transaction.delete(organizationNodes, [organization.id, id])
    },
  },
)
