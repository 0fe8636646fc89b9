import {
  CreateOrganizationalUnit$,
  type CreateOrganizationalUnitRequest,
  type CreateOrganizationalUnitResponse,
} from '@aws-sdk/client-organizations'
import { organizationNodes } from '../../../records/organization-node.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { organizationsConstraints } from '../constraints.ts'
import { organizationsFaults } from '../faults.ts'
import { fullAccess } from '../full-access.ts'
import { managedOrganization } from '../managed-organization.ts'
import { namedTarget } from '../named-target.ts'
import { newId } from '../new-id.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { organizationsQuotas } from '../quotas.ts'
import { mergeTags } from '../tag/merge-tags.ts'
import { targetPath } from '../target-path.ts'
import { targets } from '../targets.ts'
import { namedUnit } from './named-unit.ts'
import { refuseTakenName } from './refuse-taken-name.ts'
import { unitOutput } from './unit-output.ts'

/** Of a path's parts these are no units: the organization, the root, and what stands after the last slash. */
const notUnits = 3

export const createOrganizationalUnit = operation<
  Given<CreateOrganizationalUnitRequest>,
  CreateOrganizationalUnitResponse
>(CreateOrganizationalUnit$, {
  constraints: {
    Name: organizationsConstraints.unitName,
    ParentId: organizationsConstraints.id,
    Tags: organizationsConstraints.tags,
  },
  authorize: organizationPermissions('CreateOrganizationalUnit', ({ ParentId, Tags }) => ({
    on: [ParentId],
    tags: Tags,
    makes: true,
  })),
  trail: { readOnly: false },
  async handle({ Name, ParentId, Tags }, context) {
    const { random, transaction } = context
    const organization = await managedOrganization(context)
    const { id: organizationId, rootId, enabledPolicyTypes } = organization
    const missing = organizationsFaults.noSuchParent
    const parent = await namedTarget(ParentId, ['root', 'unit'], missing, organization, transaction)
    refuseTakenName(Name, await targets.in(ParentId, organization, transaction))
    const above = (await targetPath(parent, organization, transaction)).split('/').length - notUnits
    if (above >= organizationsQuotas.depth) {
      throw organizationsFaults.constraint(
        'OU_DEPTH_LIMIT_EXCEEDED',
        'You have exceeded the allowed OU depth.',
      )
    }
    const nodes = await transaction.list(organizationNodes, [organizationId])
    if (nodes.length > organizationsQuotas.organizationalUnits) {
      throw organizationsFaults.constraint(
        'OU_NUMBER_LIMIT_EXCEEDED',
        'You have exceeded the number of OUs that you can have in an organization.',
      )
    }
    const id = `ou-${rootId.slice('r-'.length)}-${newId(8, random)}`
    await transaction.put(organizationNodes, [organizationId, id], {
      organizationId,
      id,
      type: 'ORGANIZATIONAL_UNIT',
      name: Name,
      parentId: ParentId,
      attached: fullAccess(enabledPolicyTypes),
      tags: mergeTags({}, Tags),
    })
    const made = await namedUnit(id, organization, transaction)
    return { OrganizationalUnit: await unitOutput(made, organization, transaction) }
  },
})
