import { formatArn } from '@rolecall/core'

interface Place {
  readonly partition: string
  readonly region: string
  readonly account: string
}

/** The ARN of a cluster of this account and region, whether there is one of this name or not. */
export function clusterArn(name: string | undefined, { partition, region, account }: Place): string {
  return formatArn({ partition, service: 'eks', region, account, resource: `cluster/${name}` })
}
