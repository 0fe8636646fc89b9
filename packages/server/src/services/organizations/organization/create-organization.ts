import {
  CreateOrganization$,
  type CreateOrganizationRequest,
  type CreateOrganizationResponse,
} from '@aws-sdk/client-organizations'
import { accounts } from '../../../records/account.ts'
import { type Organization, organizations } from '../../../records/organization.ts'
import { organizationNodes } from '../../../records/organization-node.ts'
import { operation } from '../../operation.ts'
import { organizationsConstraints } from '../constraints.ts'
import { organizationsFaults } from '../faults.ts'
import { newId } from '../new-id.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { organizationOutput } from './organization-output.ts'

/** The caller's account becomes the management account of a new organization with nothing else in it. */
export const createOrganization = operation<CreateOrganizationRequest, CreateOrganizationResponse>(
  CreateOrganization$,
  {
    constraints: { FeatureSet: organizationsConstraints.featureSet },
    authorize: organizationPermissions('CreateOrganization'),
    trail: { readOnly: false },
    async handle(input, { account, now, partition, random, transaction }) {
      const own = await transaction.get(accounts, [account])
      if (!own) throw new Error(`account ${account} calls and is not there`)
      if (own.membership) throw organizationsFaults.alreadyInOrganization()
      const organization: Organization = {
        id: `o-${newId(10, random)}`,
        partition,
        managementAccountId: account,
        rootId: `r-${newId(4, random)}`,
        featureSet: input.FeatureSet ?? 'ALL',
        createdAt: now,
        enabledPolicyTypes: [],
      }
      const { id: organizationId, rootId } = organization
      await transaction.put(organizations, [organizationId], organization)
      await transaction.put(organizationNodes, [organizationId, rootId], {
        organizationId,
        id: rootId,
        type: 'ROOT',
        name: 'Root',
        attached: [],
        tags: {},
      })
      await transaction.put(accounts, [account], {
        ...own,
        membership: {
          organizationId,
          parentId: rootId,
          joinedAt: now,
          joinedMethod: 'INVITED',
          attached: [],
          tags: {},
        },
      })
      return { Organization: await organizationOutput(organization, transaction) }
    },
  },
)
