import { parseArn } from '@rolecall/core'
import type { Policies } from '@rolecall/policy'
import { compiledPolicies } from '../../callers/compiled-policies.ts'
import { organizationPlace } from '../../callers/organization-place.ts'
import { type ResourceSide, resourceSide } from '../../callers/resource-side.ts'
import { accounts } from '../../records/account.ts'
import { type Role, roles } from '../../records/role.ts'
import type { Reader } from '../../store/store.ts'
import { stsFaults } from './faults.ts'

export interface TrustedRole {
  readonly role: Role
  /** The role's side of the decision: its trust policy, and the RCPs of its account. */
  readonly policies: Pick<Policies, 'resource' | 'rcps'>
  readonly keys: ResourceSide['keys']
}

/**
 * A role with what speaks for it when it is assumed, or `undefined` when no role has this ARN or its account is
 * closed.
 *
 * @throws Fault ValidationError for text that is no ARN
 */
export async function trustedRole(arn: string, reader: Reader): Promise<TrustedRole | undefined> {
  const parsed = parseArn(arn)
  if (!parsed?.resource) throw stsFaults.validation(`${arn} is invalid`)
  const name = parsed.resource.split('/').at(-1)
  if (parsed.service !== 'iam' || !parsed.resource.startsWith('role/') || !name) return undefined
  const role = await reader.get(roles, [parsed.account, name.toLowerCase()])
  if (role?.arn !== arn) return undefined
  const [trust] = compiledPolicies(role, 'trust', () => [
    { label: `trust policy of ${arn}`, kind: 'trust', ...role.trust },
  ])
  const account = await reader.get(accounts, [role.account])
  if (!account || account.closedAt !== undefined) return undefined
  const place = await organizationPlace(account, reader)
  const { rcps, keys } = resourceSide({ action: 'sts:AssumeRole', resource: arn }, role.account, place)
  return { role, policies: { resource: trust, rcps }, keys }
}
