import { GetCredentialReport$, type GetCredentialReportResponse } from '@aws-sdk/client-iam'
import { credentialReports } from '../../../records/credential-report.ts'
import { operation } from '../../operation.ts'
import { iamDate } from '../iam-date.ts'
import { accountFaults } from './account-faults.ts'
import { credentialReportAge } from './credential-report-age.ts'

export const getCredentialReport = operation<Record<never, never>, GetCredentialReportResponse>(
  GetCredentialReport$,
  {
    authorize: () => [{ action: 'iam:GetCredentialReport', resource: '*' }],
    trail: { readOnly: true },
    async handle(_input, { account, now, transaction }) {
      const report = await transaction.get(credentialReports, [account])
      if (!report) throw accountFaults.reportNotPresent()
      if (now - report.createdAt >= credentialReportAge) throw accountFaults.reportExpired()
      return {
        Content: Buffer.from(report.content, 'utf8'),
        ReportFormat: 'text/csv',
        GeneratedTime: iamDate(report.createdAt),
      }
    },
  },
)
