import type { Operation } from '../../operation.ts'
import { createOrganizationalUnit } from './create-organizational-unit.ts'
import { deleteOrganizationalUnit } from './delete-organizational-unit.ts'
import { describeOrganizationalUnit } from './describe-organizational-unit.ts'
import { listChildren } from './list-children.ts'
import { listOrganizationalUnitsForParent } from './list-organizational-units-for-parent.ts'
import { listParents } from './list-parents.ts'
import { updateOrganizationalUnit } from './update-organizational-unit.ts'

/** Operations on organizational units, and on what is in them. */
export const organizationalUnitOperations: readonly Operation[] = [
  createOrganizationalUnit,
  deleteOrganizationalUnit,
  describeOrganizationalUnit,
  listChildren,
  listOrganizationalUnitsForParent,
  listParents,
  updateOrganizationalUnit,
]
