import type { OrganizationPolicy, OrganizationPolicyType } from './organization-policy.ts'

const allowAll = { Effect: 'Allow', Action: '*', Resource: '*' }

/** Policies of Organizations that AWS keeps: their type, id, description, and statement as AWS publishes it. */
const rows: readonly (readonly [OrganizationPolicyType, id: string, description: string, object])[] = [
  ['SERVICE_CONTROL_POLICY', 'p-FullAWSAccess', 'Allows access to every operation', allowAll],
  [
    'RESOURCE_CONTROL_POLICY',
    'p-RCPFullAWSAccess',
    'Allows access to every resource',
    { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' },
  ],
]

/** By id. Each is attached to everything in an organization when its type is enabled. */
export const awsOrganizationPolicies: ReadonlyMap<string, OrganizationPolicy> = new Map(
  rows.map(([type, id, description, statement]) => [
    id,
    {
      organizationId: 'aws',
      id,
      arn: `arn:aws:organizations::aws:policy/${type.toLowerCase()}/${id}`,
      type,
      name: id.slice('p-'.length),
      description,
      content: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
      tags: {},
    },
  ]),
)
