import { principalId } from '../../../callers/principal-id.ts'
import { type AccessReport, accessReports } from '../../../records/access-report.ts'
import type { ServiceContext } from '../../service-context.ts'
import { lastUseFaults } from './last-use-faults.ts'

/** The caller's report; another's is as if it were not there. @throws Fault NoSuchEntity */
export async function findAccessReport(
  id: string,
  { account, caller, transaction }: ServiceContext,
): Promise<AccessReport> {
  const report = await transaction.get(accessReports, [account, id])
  if (report?.ownerId !== principalId(caller.principal)) throw lastUseFaults.noSuchJob(id)
  return report
}
