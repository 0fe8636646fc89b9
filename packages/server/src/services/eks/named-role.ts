import { parseArn } from '@rolecall/core'
import { parsePolicy } from '@rolecall/policy'
import { type Role, roles } from '../../records/role.ts'
import type { ServiceContext } from '../service-context.ts'

/** The caller's role of this ARN; `undefined` for text that is no such ARN, and for one that is not there. */
export async function namedRole(
  arn: string,
  { account, transaction }: Pick<ServiceContext, 'account' | 'transaction'>,
): Promise<(Role & { readonly trusts: (service: string) => boolean }) | undefined> {
  const parsed = parseArn(arn)
  if (parsed?.service !== 'iam' || !parsed.resource.startsWith('role/')) return undefined
  const name = parsed.resource.slice(parsed.resource.lastIndexOf('/') + 1)
  const role = await transaction.get(roles, [account, name.toLowerCase()])
  if (role?.arn !== arn) return undefined
  return { ...role, trusts: (service) => isTrusted(service, role) }
}

/** Whether a statement lets a service in, as EKS looks at it: conditions are left to when the role is assumed. */
function isTrusted(service: string, { trust }: Role): boolean {
  const parsed = parsePolicy(trust.document, 'trust')
  if (!parsed.ok) return false
  return parsed.policy.statements.some(
    ({ effect, principal }) =>
      effect === 'Allow' &&
      principal?.entries.some(({ type, term }) => type === 'Service' && term.value === service),
  )
}
