// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of documented ARNs

import type { ActionEntry, ArnFormat, KeyValues, ServiceData } from '../src/index.ts'

/** A small part of what AWS has, written by hand as the Service Authorization Reference has it. */
const services: Readonly<
  Record<string, { actions: Readonly<Record<string, readonly string[]>>; keys: readonly string[] }>
> = {
  s3: {
    actions: {
      GetObject: ['s3:existingobjecttag/', 's3:resourceaccount'],
      GetObjectAcl: ['s3:existingobjecttag/', 's3:resourceaccount'],
      ListBucket: ['s3:prefix', 's3:resourceaccount', 'aws:resourcetag/'],
      ListBucketMultipartUploads: ['s3:resourceaccount', 'aws:resourcetag/'],
      ListAllMyBuckets: [],
    },
    keys: ['s3:prefix', 's3:existingobjecttag/', 's3:resourceaccount', 's3:unattached'],
  },
  sts: {
    actions: {
      AssumeRole: ['sts:externalid', 'sts:sourceidentity', 'aws:requesttag/'],
      TagSession: ['aws:requesttag/'],
      SetSourceIdentity: ['sts:sourceidentity'],
    },
    keys: ['sts:externalid', 'sts:sourceidentity'],
  },
  iam: {
    actions: { PassRole: ['iam:passedtoservice'], CreateServiceLinkedRole: ['iam:awsservicename'] },
    keys: ['iam:passedtoservice', 'iam:awsservicename'],
  },
  ec2: { actions: { RunInstances: ['aws:resourcetag/', 'ec2:vpc'], DescribeRegions: [] }, keys: ['ec2:vpc'] },
  events: { actions: { PutRule: ['events:detail-type'] }, keys: ['events:detail-type'] },
  ram: { actions: { GetPermission: ['ram:permissionarn'] }, keys: ['ram:permissionarn'] },
  servicecatalog: { actions: { DescribePortfolio: [] }, keys: [] },
}

const values: Readonly<Record<string, KeyValues>> = {
  'events:detail-type': { type: 'string', multivalued: true },
  'ram:permissionarn': { type: 'arn', multivalued: false },
}

const formats: Readonly<Record<string, readonly ArnFormat[]>> = {
  s3: [
    { region: '', account: '', resource: '${BucketName}' },
    { region: '', account: '', resource: '${BucketName}/${ObjectName}' },
    { region: '${Region}', account: '${Account}', resource: 'accesspoint/${AccessPointName}' },
  ],
  iam: [
    { region: '', account: '${Account}', resource: 'role/${RoleNameWithPath}' },
    { region: '', account: 'aws', resource: 'role-template/${Name}' },
  ],
  ec2: [
    { region: '${Region}', account: '${Account}', resource: 'instance/${InstanceId}' },
    { region: '${Region}', account: '', resource: 'image/${ImageId}' },
  ],
  catalog: [{ region: '${Region}', account: '${Account}', resource: 'portfolio/${PortfolioId}' }],
}

export const knownServices: ServiceData = {
  service(prefix) {
    const service = Object.hasOwn(services, prefix) ? services[prefix] : undefined
    if (!service) return undefined
    const actions = Object.entries(service.actions).map(([name, keys]): [string, ActionEntry] => [
      name.toLowerCase(),
      { name: `${prefix}:${name}`, conditionKeys: new Set(keys) },
    ])
    const plain: KeyValues = { type: 'string', multivalued: false }
    return {
      actions: new Map(actions),
      conditionKeys: new Map(service.keys.map((key) => [key, values[key] ?? plain])),
    }
  },
  arnFormats: (service) => (Object.hasOwn(formats, service) ? formats[service] : undefined),
}
