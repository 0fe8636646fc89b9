import { formatArn } from '@rolecall/core'
import type { Organization } from '../../records/organization.ts'

/** The ARN of something in an organization. All of it belongs to the management account. */
export function organizationArn(
  { partition, managementAccountId }: Pick<Organization, 'partition' | 'managementAccountId'>,
  resource: string,
): string {
  return formatArn({
    partition,
    service: 'organizations',
    region: '',
    account: managementAccountId,
    resource,
  })
}
