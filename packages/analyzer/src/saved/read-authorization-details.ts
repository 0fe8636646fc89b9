import { parseArn } from '@rolecall/core'
import { decodeDocument } from '../collect/decode-document.ts'
import { tagRecord } from '../collect/tag-record.ts'
import type { Collection, PolicyRecord, RoleRecord } from '../snapshot/snapshot.ts'
import { fits } from './fits.ts'
import { SavedFault } from './saved-fault.ts'
import { shapes } from './shapes.data.ts'

interface Details {
  readonly RoleDetailList?: readonly {
    readonly Arn: string
    readonly RoleName: string
    readonly RoleId?: string
    readonly AssumeRolePolicyDocument?: unknown
    readonly RolePolicyList?: readonly { readonly PolicyName: string; readonly PolicyDocument?: unknown }[]
    readonly AttachedManagedPolicies?: readonly { readonly PolicyArn: string }[]
    readonly PermissionsBoundary?: { readonly PermissionsBoundaryArn?: string }
    readonly Tags?: readonly { readonly Key: string; readonly Value?: string }[]
  }[]
  readonly Policies?: readonly {
    readonly Arn: string
    readonly DefaultVersionId?: string
    readonly PolicyVersionList?: readonly { readonly VersionId?: string; readonly Document?: unknown }[]
  }[]
  readonly IsTruncated?: boolean
}

export interface SavedIam {
  readonly account: string
  readonly partition: string
  readonly roles: Collection<RoleRecord>
  readonly managedPolicies: Collection<PolicyRecord>
}

/**
 * Reads the answer of `aws iam get-account-authorization-details`: documents in it are JSON, or text in URL
 * encoding as the API sends them. One page of several leaves open what else there is.
 *
 * @throws SavedFault
 */
export function readAuthorizationDetails(value: unknown): SavedIam {
  if (value === null || typeof value !== 'object' || !fits(value, shapes.authorizationDetails))
    throw new SavedFault('it is no answer of GetAccountAuthorizationDetails')
  const { RoleDetailList: details = [], Policies = [], IsTruncated } = value as Details
  const own = parseArn(details[0]?.Arn ?? '')
  if (!own?.account) throw new SavedFault('it has no role, and so does not say of which account it is')
  const complete = IsTruncated !== true
  const roles = details.map((role): RoleRecord => {
    const boundary = role.PermissionsBoundary?.PermissionsBoundaryArn
    return {
      arn: role.Arn,
      name: role.RoleName,
      id: role.RoleId ?? '',
      tags: tagRecord(role.Tags?.map(({ Key, Value }) => ({ Key, Value: Value ?? '' }))),
      trust: textOf(role.AssumeRolePolicyDocument),
      inline: (role.RolePolicyList ?? []).map(({ PolicyName, PolicyDocument }) => ({
        name: PolicyName,
        document: textOf(PolicyDocument),
      })),
      attached: (role.AttachedManagedPolicies ?? []).map(({ PolicyArn }) => PolicyArn),
      ...(boundary ? { boundary } : {}),
    }
  })
  const policies = Policies.flatMap(({ Arn, DefaultVersionId, PolicyVersionList = [] }) => {
    const version = PolicyVersionList.find(({ VersionId }) => VersionId === DefaultVersionId)
    return version ? [{ arn: Arn, document: textOf(version.Document) }] : []
  })
  return {
    account: own.account,
    partition: own.partition,
    roles: { items: roles, complete },
    // A filter may have left out policies, and AWS-managed ones nobody holds are never in it.
    managedPolicies: { items: policies, complete: false },
  }
}

function textOf(document: unknown): string {
  return typeof document === 'string' ? decodeDocument(document) : JSON.stringify(document ?? {})
}
