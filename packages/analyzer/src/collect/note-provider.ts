import { GetOpenIDConnectProviderCommand, ListOpenIDConnectProvidersCommand } from '@aws-sdk/client-iam'
import { ask } from './ask.ts'
import type { Collecting } from './collecting.ts'
import type { Doors } from './doors.ts'

/** Reads an OIDC provider, and the names of the others when it is not there: one of them may have been meant. */
export async function noteProvider(arn: string, { iam }: Doors, collecting: Collecting): Promise<void> {
  const got = await ask(iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn })))
  if (got.state === 'found') {
    collecting.add('providers', [{ arn, clientIds: got.item.ClientIDList ?? [] }])
    return
  }
  const listed = await ask(iam.send(new ListOpenIDConnectProvidersCommand({})))
  if (listed.state !== 'found') {
    collecting.note('providers', arn, got)
    return
  }
  const arns = (listed.item.OpenIDConnectProviderList ?? []).flatMap(({ Arn }) => Arn ?? [])
  collecting.add(
    'providers',
    arns.map((arn) => ({ arn })),
  )
  if (!arns.includes(arn)) collecting.note('providers', arn, { state: 'missing' })
}
