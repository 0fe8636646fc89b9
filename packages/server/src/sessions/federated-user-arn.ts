import { formatArn } from '@rolecall/core'

/** The ARN of the session that GetFederationToken gives somebody. */
export function federatedUserArn(
  { partition, account }: { partition: string; account: string },
  federatedName: string,
): string {
  return formatArn({
    partition,
    service: 'sts',
    region: '',
    account,
    resource: `federated-user/${federatedName}`,
  })
}
