import type { JobStatusType } from '@aws-sdk/client-iam'
import type { AccessReport } from '../../../records/access-report.ts'
import { iamDate } from '../iam-date.ts'

/** What is said of a job, which is complete as soon as it is there. */
export function jobOutput({ createdAt }: AccessReport): {
  JobStatus: JobStatusType
  JobCreationDate: Date
  JobCompletionDate: Date
} {
  const date = iamDate(createdAt)
  return { JobStatus: 'COMPLETED', JobCreationDate: date, JobCompletionDate: date }
}
