import {
  AWSOrganizationsNotInUseException,
  CreateOrganizationCommand,
  DescribeOrganizationCommand,
  type Organization,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations'
import { Refusal } from '../refusal.ts'
import type { Terminal } from '../terminal.ts'

/** The organization of who asks, made only when that was asked for: it cannot be undone while accounts are in it. */
export async function ensureOrganization(
  client: OrganizationsClient,
  mayCreate: boolean,
  terminal: Terminal,
): Promise<Organization> {
  try {
    const { Organization } = await client.send(new DescribeOrganizationCommand({}))
    if (Organization) return Organization
  } catch (error) {
    if (!(error instanceof AWSOrganizationsNotInUseException)) throw error
    if (!mayCreate) {
      throw new Refusal(
        'this account is in no organization, and accounts are made in one; with --create-organization one is made, ' +
          'and this account becomes its management account',
      )
    }
    const { Organization } = await client.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }))
    if (Organization) {
      terminal.say(`organization ${Organization.Id} is made; ${Organization.MasterAccountId} manages it`)
      return Organization
    }
  }
  throw new Refusal('Organizations answered no organization')
}
