import {
  DescribeOrganizationalUnitCommand,
  InvalidInputException,
  OrganizationalUnitNotFoundException,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations'
import { Refusal } from '../refusal.ts'

/** @throws Refusal before an account is made that could then not be put where it belongs */
export async function refuseMissingUnit(client: OrganizationsClient, id: string): Promise<void> {
  try {
    await client.send(new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: id }))
  } catch (error) {
    const missing =
      error instanceof OrganizationalUnitNotFoundException || error instanceof InvalidInputException
    throw missing ? new Refusal(`there is no organizational unit ${id}`) : error
  }
}
