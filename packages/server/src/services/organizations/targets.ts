import type { TargetType } from '@aws-sdk/client-organizations'
import { type Account, accounts, type Membership } from '../../records/account.ts'
import type { Organization } from '../../records/organization.ts'
import { type OrganizationNode, organizationNodes } from '../../records/organization-node.ts'
import type { Tags } from '../../records/tags.ts'
import type { Reader, Transaction } from '../../store/store.ts'
import { organizationArn } from './organization-arn.ts'
import { organizationIds } from './organization-ids.ts'
import { renewOrganization } from './renew-organization.ts'

interface Changes {
  readonly attached?: readonly string[]
  readonly tags?: Tags
  readonly name?: string
  readonly parentId?: string
}

/** What policies are attached to: a root, an organizational unit or an account. */
export interface Target {
  readonly id: string
  readonly type: TargetType
  readonly arn: string
  readonly name: string
  readonly parentId?: string | undefined
  readonly attached: readonly string[]
  readonly tags: Tags
  /** Set for an account. */
  readonly account?: Account
  change(changes: Changes, transaction: Transaction): Promise<void>
}

/** Everything that policies can be attached to, in one form. */
export const targets = {
  async find(id: string, organization: Organization, reader: Reader): Promise<Target | undefined> {
    if (organizationIds.account.test(id)) {
      const account = await reader.get(accounts, [id])
      return account && ofAccount(account, organization)
    }
    const node = await reader.get(organizationNodes, [organization.id, id])
    return node && ofNode(node, organization)
  },

  /** Root and units first, then accounts. */
  async all(organization: Organization, reader: Reader): Promise<Target[]> {
    const nodes = await reader.list(organizationNodes, [organization.id])
    const members = (await reader.list(accounts, [])).map((account) => ofAccount(account, organization))
    return [
      ...nodes.map((node) => ofNode(node, organization)),
      ...members.filter((target) => target !== undefined),
    ]
  },

  /** What is directly in a root or a unit. */
  async in(parentId: string, organization: Organization, reader: Reader): Promise<Target[]> {
    return (await targets.all(organization, reader)).filter((target) => target.parentId === parentId)
  },
}

function ofNode(node: OrganizationNode, organization: Organization): Target {
  const kind = node.type === 'ROOT' ? 'root' : 'ou'
  return {
    id: node.id,
    type: node.type,
    arn: organizationArn(organization, `${kind}/${organization.id}/${node.id}`),
    name: node.name,
    parentId: node.parentId,
    attached: node.attached,
    tags: node.tags,
    change: async (changes, transaction) => {
      await renewOrganization(organization.id, transaction)
      await transaction.put(organizationNodes, [organization.id, node.id], { ...node, ...changes })
    },
  }
}

/** `undefined` for an account of another organization, or of none. */
function ofAccount(account: Account, organization: Organization): Target | undefined {
  const { id, membership } = account
  if (membership?.organizationId !== organization.id) return undefined
  return {
    id,
    type: 'ACCOUNT',
    arn: organizationArn(organization, `account/${organization.id}/${id}`),
    name: account.name,
    parentId: membership.parentId,
    attached: membership.attached,
    tags: membership.tags,
    account,
    change: ({ name = account.name, ...changes }, transaction) => {
      const changed: Membership = { ...membership, ...changes }
      return transaction.put(accounts, [id], { ...account, name, membership: changed })
    },
  }
}
