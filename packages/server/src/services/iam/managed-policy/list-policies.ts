import { ListPolicies$, type ListPoliciesRequest, type ListPoliciesResponse } from '@aws-sdk/client-iam'
import { awsManagedPolicies } from '../../../records/aws-managed-policies.ts'
import { managedPolicies } from '../../../records/managed-policy.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { page } from '../page.ts'
import { attachments } from './attachments.ts'
import { policyOutput } from './policy-output.ts'
import { policyUses } from './policy-uses.ts'

/** Whose policies each scope shows. */
const scopes = {
  All: { local: true, aws: true },
  AWS: { local: false, aws: true },
  Local: { local: true, aws: false },
} as const

export const listPolicies = operation<Given<ListPoliciesRequest>, ListPoliciesResponse>(ListPolicies$, {
  constraints: {
    Marker: iamConstraints.marker,
    MaxItems: iamConstraints.maxItems,
    PathPrefix: iamConstraints.policyPath,
    PolicyUsageFilter: iamConstraints.policyUsage,
    Scope: iamConstraints.policyScope,
  },
  // Not an ARN: AWS asks for this text, which only a resource of `*` allows.
  authorize: ({ PathPrefix = '/' }) => [
    { action: 'iam:ListPolicies', resource: `policy path ${PathPrefix}` },
  ],
  trail: { readOnly: true },
  async handle(input, context) {
    const { PathPrefix = '/', Scope = 'All', PolicyUsageFilter: usage } = input
    const { local, aws } = scopes[Scope]
    const all = [
      ...(local ? await context.transaction.list(managedPolicies, [context.account]) : []),
      ...(aws ? await awsManagedPolicies.list(context.transaction) : []),
    ]
    const counts = await attachments.counts(context)
    const use = usage === undefined ? 'permissions' : policyUses[usage]
    const mustBeUsed = input.OnlyAttached === true || usage !== undefined
    const shown = all.filter(
      ({ path, arn }) => path.startsWith(PathPrefix) && (!mustBeUsed || (counts.get(arn)?.[use] ?? 0) > 0),
    )
    const { items, marker } = page(shown, input, ({ name, arn }) => `${name.toLowerCase()} ${arn}`)
    return { Policies: items.map((policy) => policyOutput.listed(policy, counts.get(policy.arn))), ...marker }
  },
})
