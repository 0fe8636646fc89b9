import type { NodeMetadata } from './node-metadata.ts'

/** A category with entries below it, or the text at a path. */
export type MetadataTree = { readonly [name: string]: MetadataTree | string }

const serviceDomains: Readonly<Record<string, string>> = { 'aws-cn': 'amazonaws.com.cn' }

/**
 * What the service tells, by version, the same in each. Names are those of the EC2 User Guide,
 * "Instance metadata categories"; what a node outside EC2 cannot truly say is not there.
 */
export function metadataTree(node: NodeMetadata, iam: MetadataTree | undefined): MetadataTree {
  const version = versionTree(node, iam)
  return Object.fromEntries(versions.map((one) => [one, version]))
}

/** The versions that programs ask for. EC2 lists each that it ever had. */
const versions = ['1.0', '2016-09-02', '2018-09-24', '2021-07-15', 'latest']

function versionTree(node: NodeMetadata, iam: MetadataTree | undefined): MetadataTree {
  return {
    dynamic: { 'instance-identity': { document: identityDocument(node) } },
    'meta-data': {
      hostname: node.hostname,
      ...(iam ? { iam } : {}),
      'instance-id': node.instanceId,
      'instance-type': node.instanceType,
      'local-hostname': node.hostname,
      'local-ipv4': node.ipv4,
      mac: node.mac,
      network: {
        interfaces: {
          macs: {
            [node.mac]: {
              'device-number': '0',
              'local-hostname': node.hostname,
              'local-ipv4s': node.ipv4,
              mac: node.mac,
              'owner-id': node.account,
            },
          },
        },
      },
      placement: { 'availability-zone': node.availabilityZone, region: node.region },
      services: { domain: serviceDomains[node.partition] ?? 'amazonaws.com', partition: node.partition },
    },
  }
}

/** It is not signed: neither `pkcs7` nor `signature` is offered, for only AWS can vouch for an EC2 instance. */
function identityDocument(node: NodeMetadata): string {
  return JSON.stringify(
    {
      accountId: node.account,
      availabilityZone: node.availabilityZone,
      instanceId: node.instanceId,
      instanceType: node.instanceType,
      pendingTime: `${new Date(node.startedAt).toISOString().slice(0, 19)}Z`,
      privateIp: node.ipv4,
      region: node.region,
      version: '2017-09-30',
    },
    undefined,
    2,
  )
}
