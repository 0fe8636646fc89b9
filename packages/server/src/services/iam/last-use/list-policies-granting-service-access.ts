import {
  ListPoliciesGrantingServiceAccess$,
  type ListPoliciesGrantingServiceAccessRequest,
  type ListPoliciesGrantingServiceAccessResponse,
  type PolicyGrantingServiceAccess,
} from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { page } from '../page.ts'
import { accessSubject, type GrantingPolicy } from './access-subject.ts'
import { grantedActions } from './granted-actions.ts'
import { lastUseConstraints } from './last-use-constraints.ts'
import { lastUseFaults } from './last-use-faults.ts'

/** Of a user, role or group; a policy is no holder of policies. */
export const listPoliciesGrantingServiceAccess = operation<
  Given<ListPoliciesGrantingServiceAccessRequest>,
  ListPoliciesGrantingServiceAccessResponse
>(ListPoliciesGrantingServiceAccess$, {
  constraints: {
    Arn: iamConstraints.arn,
    Marker: iamConstraints.marker,
    ServiceNamespaces: lastUseConstraints.namespaces,
  },
  authorize: ({ Arn }) => [{ action: 'iam:ListPoliciesGrantingServiceAccess', resource: Arn }],
  trail: { readOnly: true },
  async handle(input, context) {
    if (/^arn:[^:]*:iam::[^:]*:policy\//.test(input.Arn)) throw lastUseFaults.notSubject(input.Arn)
    const { policies } = await accessSubject(input.Arn, context)
    const grants = policies.map((policy) => ({ policy, granted: grantedActions([policy.document]) }))
    const { items, marker } = page([...new Set(input.ServiceNamespaces)], input, (service) => service)
    return {
      PoliciesGrantingServiceAccess: items.map((service) => ({
        ServiceNamespace: service,
        Policies: grants.filter(({ granted }) => granted.mayUse(service)).map(({ policy }) => output(policy)),
      })),
      ...marker,
    }
  },
})

function output({ name, arn, holder }: GrantingPolicy): PolicyGrantingServiceAccess {
  if (arn !== undefined) return { PolicyName: name, PolicyType: 'MANAGED', PolicyArn: arn }
  return {
    PolicyName: name,
    PolicyType: 'INLINE',
    ...(holder && { EntityType: holder.type, EntityName: holder.name }),
  }
}
