import type { Account as AccountOutput } from '@aws-sdk/client-organizations'
import type { Account } from '../../../records/account.ts'
import type { Organization } from '../../../records/organization.ts'
import type { Reader } from '../../../store/store.ts'
import { targetPath } from '../target-path.ts'
import type { Target } from '../targets.ts'

/** An account as the service writes it. */
export async function accountOutput(
  target: Target,
  organization: Organization,
  reader: Reader,
): Promise<AccountOutput> {
  const { email, closedAt, membership } = target.account as Account
  return {
    Id: target.id,
    Arn: target.arn,
    ...(email === undefined ? {} : { Email: email }),
    Name: target.name,
    Status: closedAt === undefined ? 'ACTIVE' : 'SUSPENDED',
    State: closedAt === undefined ? 'ACTIVE' : 'CLOSED',
    Paths: [await targetPath(target, organization, reader)],
    JoinedMethod: membership?.joinedMethod,
    JoinedTimestamp: new Date(membership?.joinedAt ?? 0),
  }
}
