import type { Tag } from '@aws-sdk/client-organizations'
import type { ContextValue } from '@rolecall/policy'
import { findOrganizationPolicy } from '../../records/find-organization-policy.ts'
import type { Organization } from '../../records/organization.ts'
import type { Tags } from '../../records/tags.ts'
import type { Reader } from '../../store/store.ts'
import type { Permission } from '../permission.ts'
import type { ServiceContext } from '../service-context.ts'
import { organizationIds } from './organization-ids.ts'
import { ownOrganization } from './own-organization.ts'
import { targets } from './targets.ts'

type Keys = readonly (readonly [key: string, value: ContextValue])[]

/** What a call is about, as far as permissions ask for it. */
export interface Asked {
  /** Ids of what it acts on: each must be allowed. */
  readonly on?: readonly (string | undefined)[]
  /** The type of policy it names; that of a policy in `on` is known. */
  readonly policyType?: string | undefined
  readonly tags?: readonly Tag[] | undefined
  readonly tagKeys?: readonly string[] | undefined
  /** What it makes is tagged at once, which is a permission of its own. */
  readonly makes?: boolean
}

/**
 * The permissions of an operation. What is not there has no ARN, and is asked for as `*`, so that only who may act
 * on everything learns that it is not there. So is for a member all but itself, whether it is there or not: a denial
 * and its explanation tell ARNs and tags, and those of the others are the management account's to know.
 * Source: "Actions, resources, and condition keys for AWS Organizations", Service Authorization Reference.
 */
export function organizationPermissions<Input>(action: string, asked: (input: Input) => Asked = () => ({})) {
  return async (input: Input, { account, transaction }: ServiceContext): Promise<Permission[]> => {
    const { on = [], policyType, tags = [], tagKeys, makes = false } = asked(input)
    const organization = await ownOrganization(account, transaction)
    const ids = on.filter((id) => id !== undefined)
    const found = await Promise.all(ids.map((id) => resource(id, account, organization, transaction)))
    const type = policyType ?? found.find((one) => one.policyType)?.policyType
    const keys: Keys = [
      ...tags.map(({ Key = '', Value = '' }) => [`aws:RequestTag/${Key}`, Value] as const),
      ...tagKeyList(tagKeys ?? tags.map(({ Key = '' }) => Key)),
      ...(type === undefined ? [] : [['organizations:PolicyType', type] as const]),
    ]
    const actions = makes && tags.length > 0 ? [action, 'TagResource'] : [action]
    const resources = found.length === 0 ? [everything] : found
    return actions.flatMap((one) =>
      resources.map(({ arn, tags: own }) => ({
        action: `organizations:${one}`,
        resource: arn,
        context: [
          ...keys,
          ...Object.entries(own).map(([key, value]) => [`aws:ResourceTag/${key}`, value] as const),
        ],
      })),
    )
  }
}

interface Resource {
  readonly arn: string
  readonly tags: Tags
  readonly policyType?: string
}

const everything: Resource = { arn: '*', tags: {} }

function tagKeyList(keys: readonly string[]): Keys {
  return keys.length === 0 ? [] : [['aws:TagKeys', keys]]
}

async function resource(
  id: string,
  account: string,
  organization: Organization | undefined,
  reader: Reader,
): Promise<Resource> {
  const isSeen = id === account || organization?.managementAccountId === account
  if (!organization || !isSeen) return everything
  if (organizationIds.policy.test(id)) {
    const policy = await findOrganizationPolicy(reader, organization.id, id)
    return policy ? { arn: policy.arn, tags: policy.tags, policyType: policy.type } : everything
  }
  return (await targets.find(id, organization, reader)) ?? everything
}
