import {
  UpdateOrganizationalUnit$,
  type UpdateOrganizationalUnitRequest,
  type UpdateOrganizationalUnitResponse,
} from '@aws-sdk/client-organizations'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { organizationsConstraints } from '../constraints.ts'
import { managedOrganization } from '../managed-organization.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { targets } from '../targets.ts'
import { namedUnit } from './named-unit.ts'
import { refuseTakenName } from './refuse-taken-name.ts'
import { unitOutput } from './unit-output.ts'

export const updateOrganizationalUnit = operation<
  Given<UpdateOrganizationalUnitRequest>,
  UpdateOrganizationalUnitResponse
>(UpdateOrganizationalUnit$, {
  constraints: {
    Name: organizationsConstraints.unitName,
    OrganizationalUnitId: organizationsConstraints.id,
  },
  authorize: organizationPermissions('UpdateOrganizationalUnit', ({ OrganizationalUnitId }) => ({
    on: [OrganizationalUnitId],
  })),
  trail: { readOnly: false },
  async handle({ Name, OrganizationalUnitId }, context) {
    const { transaction } = context
    const organization = await managedOrganization(context)
    const unit = await namedUnit(OrganizationalUnitId, organization, transaction)
    const name = Name ?? unit.name
    const beside = await targets.in(unit.parentId ?? '', organization, transaction)
    refuseTakenName(
      name,
      beside.filter(({ id }) => id !== unit.id),
    )
    await unit.change({ name }, transaction)
    return { OrganizationalUnit: await unitOutput({ ...unit, name }, organization, transaction) }
  },
})
