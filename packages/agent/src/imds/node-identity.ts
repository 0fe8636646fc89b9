import { createHash } from 'node:crypto'
import { hostname, networkInterfaces } from 'node:os'
import { parseArn, partitionOf } from '@rolecall/core'
import type { NodeMetadata } from './node-metadata.ts'

export interface NodeIdentityOptions {
  readonly region: string
  /** As Kubernetes calls the node; the name of the machine when absent. */
  readonly nodeName?: string | undefined
  readonly instanceId?: string | undefined
  readonly instanceType: string
  readonly availabilityZone?: string | undefined
  readonly instanceProfile: {
    readonly arn: string
    readonly id: string
    /** Absent for a profile without a role. */
    readonly roleName?: string | undefined
  }
  readonly startedAt: number
}

/** What a node is that no cloud has given an identity: it follows from its name, and so is the same at each start. */
export function nodeIdentity(options: NodeIdentityOptions): NodeMetadata {
  const { region, nodeName, instanceProfile, startedAt } = options
  const name = nodeName ?? hostname()
  const { address, mac } = ownInterface()
  return {
    instanceId: options.instanceId ?? instanceIdOf(name),
    account: parseArn(instanceProfile.arn)?.account ?? '',
    region,
    availabilityZone: options.availabilityZone ?? `${region}a`,
    partition: partitionOf(region),
    instanceType: options.instanceType,
    hostname: name,
    ipv4: address,
    mac,
    startedAt,
    ...(instanceProfile.roleName === undefined
      ? {}
      : {
          role: {
            name: instanceProfile.roleName,
            instanceProfileArn: instanceProfile.arn,
            instanceProfileId: instanceProfile.id,
          },
        }),
  }
}

/** `i-` and 17 hex digits, as EC2's. */
function instanceIdOf(name: string): string {
  return `i-${createHash('sha256').update(`rolecall node ${name}`).digest('hex').slice(0, 17)}`
}

/** The first address by which others can reach the node. */
function ownInterface(): { address: string; mac: string } {
  const all = Object.values(networkInterfaces()).flatMap((one) => one ?? [])
  const found = all.find(
    ({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'),
  )
  return { address: found?.address ?? '127.0.0.1', mac: found?.mac ?? '00:00:00:00:00:00' }
}
