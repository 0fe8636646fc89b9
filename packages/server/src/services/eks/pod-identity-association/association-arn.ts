import { formatArn } from '@rolecall/core'

interface Place {
  readonly partition: string
  readonly region: string
  readonly account: string
}

/** The ARN of an association, whether there is one of this id or not. */
export function associationArn(
  clusterName: string | undefined,
  id: string | undefined,
  { partition, region, account }: Place,
): string {
  const resource = `podidentityassociation/${clusterName}/${id}`
  return formatArn({ partition, service: 'eks', region, account, resource })
}
