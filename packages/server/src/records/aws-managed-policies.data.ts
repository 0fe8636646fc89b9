import type { ManagedPolicy } from './managed-policy.ts'

/** AWS-managed policies: name, path, unique id, creation, description, and the document as AWS publishes it. */
const rows: readonly (readonly [
  name: string,
  path: string,
  id: string,
  created: string,
  version: number,
  description: string,
  document: object,
])[] = [
  [
    'AdministratorAccess',
    '/',
    'ANPAIWMBCKSKIEE64ZLYK',
    '2015-02-06T18:39:46Z',
    1,
    'Provides full access to AWS services and resources.',
    { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
  ],
  [
    'AmazonS3ReadOnlyAccess',
    '/',
    'ANPAIZTJ4DXE7G6AGAE6M',
    '2015-02-06T18:40:59Z',
    3,
    'Provides read only access to all buckets via the AWS Management Console.',
    {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: ['s3:Get*', 's3:List*', 's3:Describe*', 's3-object-lambda:Get*', 's3-object-lambda:List*'],
          Resource: '*',
        },
      ],
    },
  ],
]

/** AWS-managed policies by ARN. */
export const awsManagedPolicies: ReadonlyMap<string, ManagedPolicy> = new Map(
  rows.map(([name, path, id, created, version, description, document]) => {
    const arn = `arn:aws:iam::aws:policy${path}${name}`
    const createdAt = Date.parse(created)
    const versions = [{ id: `v${version}`, document: JSON.stringify(document), createdAt }]
    const common = {
      account: 'aws',
      name,
      path,
      id,
      arn,
      description,
      createdAt,
      updatedAt: createdAt,
      tags: {},
    }
    return [arn, { ...common, defaultVersionId: `v${version}`, newestVersion: version, versions }]
  }),
)
