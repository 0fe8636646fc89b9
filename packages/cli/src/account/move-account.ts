import {
  ListParentsCommand,
  MoveAccountCommand,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations'

/** Moves an account into a unit, unless it is there. */
export async function moveAccount(client: OrganizationsClient, account: string, unit: string): Promise<void> {
  const { Parents = [] } = await client.send(new ListParentsCommand({ ChildId: account }))
  const from = Parents[0]?.Id
  if (from === unit) return
  const move = { AccountId: account, SourceParentId: from, DestinationParentId: unit }
  await client.send(new MoveAccountCommand(move))
}
