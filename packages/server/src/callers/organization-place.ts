import type { CompiledPolicy, PolicyKind } from '@rolecall/policy'
import type { Account, Membership } from '../records/account.ts'
import { findOrganizationPolicy } from '../records/find-organization-policy.ts'
import { type Organization, organizations } from '../records/organization.ts'
import { organizationNodes } from '../records/organization-node.ts'
import type { OrganizationPolicy, OrganizationPolicyType } from '../records/organization-policy.ts'
import type { Reader } from '../store/store.ts'
import { compiledPolicies } from './compiled-policies.ts'

type Levels = readonly (readonly CompiledPolicy[])[]

/** Where an account stands in its organization, and what that lays on it. */
export interface OrganizationPlace {
  readonly organizationId: string
  /** `o-…/r-…/ou-…/`, without the account itself, as condition keys have it. */
  readonly path: string
  /** Root first, the account's own last. Absent for the management account, and while they are not enabled. */
  readonly scps?: Levels | undefined
  readonly rcps?: Levels | undefined
}

const kinds: Readonly<Record<OrganizationPolicyType, PolicyKind>> = {
  SERVICE_CONTROL_POLICY: 'scp',
  RESOURCE_CONTROL_POLICY: 'rcp',
}

/** By the identity of an organization's record and of an account's: either is written when the place changes. */
const places = new WeakMap<Organization, WeakMap<Account, OrganizationPlace>>()

/**
 * The place of an account, `undefined` for one that is in no organization. What was attached, detached, changed or
 * moved counts from the next call on: see `services/organizations/renew-organization.ts`.
 *
 * @throws Error when something on the way is gone: the call fails rather than lose a denial.
 */
export async function organizationPlace(
  account: Account,
  reader: Reader,
): Promise<OrganizationPlace | undefined> {
  const { membership } = account
  if (!membership) return undefined
  const organization = await reader.get(organizations, [membership.organizationId])
  if (!organization) throw new Error(`the organization of account ${account.id} is not there`)
  const ofOrganization = places.get(organization) ?? new WeakMap<Account, OrganizationPlace>()
  places.set(organization, ofOrganization)
  const known = ofOrganization.get(account)
  if (known) return known
  const place = await readPlace(account.id, membership, organization, reader)
  ofOrganization.set(account, place)
  return place
}

async function readPlace(
  account: string,
  membership: Membership,
  organization: Organization,
  reader: Reader,
): Promise<OrganizationPlace> {
  const { organizationId } = membership
  const attached = [membership.attached]
  let path = ''
  let at: string | undefined = membership.parentId
  while (at !== undefined) {
    const node: { attached: readonly string[]; parentId?: string | undefined } | undefined = await reader.get(
      organizationNodes,
      [organizationId, at],
    )
    if (!node) throw new Error(`${at} of organization ${organizationId} is not there`)
    path = `${at}/${path}`
    attached.unshift(node.attached)
    at = node.parentId
  }
  const place = { organizationId, path: `${organizationId}/${path}` }
  if (organization.managementAccountId === account) return place
  const levels: Record<OrganizationPolicyType, CompiledPolicy[][]> = {
    SERVICE_CONTROL_POLICY: [],
    RESOURCE_CONTROL_POLICY: [],
  }
  for (const ids of attached) {
    for (const level of Object.values(levels)) level.push([])
    for (const policyId of ids) {
      const policy = await findOrganizationPolicy(reader, organizationId, policyId)
      if (!policy) throw new Error(`policy ${policyId} is attached and does not exist`)
      levels[policy.type].at(-1)?.push(compiled(policy))
    }
  }
  const enabled = (type: OrganizationPolicyType) =>
    organization.enabledPolicyTypes.includes(type) ? levels[type] : undefined
  return { ...place, scps: enabled('SERVICE_CONTROL_POLICY'), rcps: enabled('RESOURCE_CONTROL_POLICY') }
}

function compiled(policy: OrganizationPolicy): CompiledPolicy {
  const { arn, content, type } = policy
  const [one] = compiledPolicies(policy, type, () => [{ label: arn, document: content, kind: kinds[type] }])
  return one as CompiledPolicy
}
