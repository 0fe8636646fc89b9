import { type Arn, parseArn } from '@rolecall/core'
import { accounts } from '../../../records/account.ts'
import { entities } from '../../../records/entities.ts'
import { isName } from '../../../records/is-name.ts'
import type { ServiceContext } from '../../service-context.ts'

/** What an `AWS` principal stands for: nobody we know, or somebody, whose unique id is told if they have one. */
export type Found = { readonly exists: false } | { readonly exists: true; readonly id?: string }

const nobody: Found = { exists: false }

/** Looks an `AWS` principal of a trust policy up in this installation. Source: "Principal", IAM User Guide. */
export async function awsPrincipal(text: string, context: ServiceContext): Promise<Found> {
  if (text === '*') return { exists: true }
  if (isAccount(text)) return accountPrincipal(text, context)
  if (/^A(ROA|IDA)[A-Z0-9]{12,}$/.test(text)) return idPrincipal(text, context)
  const arn = parseArn(text)
  if (arn?.partition !== context.partition || arn.region !== '' || !isAccount(arn.account)) return nobody
  const [type = ''] = arn.resource.split('/')
  return (await kinds[`${arn.service}:${type}`]?.(arn, text, context)) ?? nobody
}

/** How each kind of ARN is looked up. A session is not: it may be named before it exists. */
const kinds: Readonly<Record<string, (arn: Arn, text: string, context: ServiceContext) => Promise<Found>>> = {
  'iam:root': async ({ account, resource }, _text, context) =>
    resource === 'root' ? accountPrincipal(account, context) : nobody,
  'iam:role': (arn, text, context) => entityPrincipal('Role', arn, text, context),
  'iam:user': (arn, text, context) => entityPrincipal('User', arn, text, context),
  'sts:assumed-role': ({ account }, _text, context) => accountPrincipal(account, context),
  'sts:federated-user': ({ account }, _text, context) => accountPrincipal(account, context),
}

async function accountPrincipal(id: string, { transaction }: ServiceContext): Promise<Found> {
  return (await transaction.get(accounts, [id])) ? { exists: true } : nobody
}

async function entityPrincipal(
  type: 'Role' | 'User',
  { account, resource }: Arn,
  text: string,
  { transaction }: ServiceContext,
): Promise<Found> {
  const name = resource.slice(resource.lastIndexOf('/') + 1)
  if (!isName(name)) return nobody
  const entity = await transaction.get(entities[type], [account, name.toLowerCase()])
  return entity?.arn === text ? { exists: true, id: entity.id } : nobody
}

async function idPrincipal(id: string, { transaction }: ServiceContext): Promise<Found> {
  const all = await transaction.list(entities[id.startsWith('AROA') ? 'Role' : 'User'], [])
  return all.some((entity) => entity.id === id) ? { exists: true } : nobody
}

function isAccount(text: string): boolean {
  return /^\d{12}$/.test(text)
}
