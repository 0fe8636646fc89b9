import { GenerateCredentialReport$, type GenerateCredentialReportResponse } from '@aws-sdk/client-iam'
import { credentialReports } from '../../../records/credential-report.ts'
import { operation } from '../../operation.ts'
import { credentialReportAge } from './credential-report-age.ts'
import { credentialReportContent } from './credential-report-content.ts'

/** The report is there when this answers `STARTED`; within four hours no other is made. */
export const generateCredentialReport = operation<Record<never, never>, GenerateCredentialReportResponse>(
  GenerateCredentialReport$,
  {
    authorize: () => [{ action: 'iam:GenerateCredentialReport', resource: '*' }],
    trail: { readOnly: true },
    async handle(_input, context) {
      const { account, now, transaction } = context
      const before = await transaction.get(credentialReports, [account])
      if (before && now - before.createdAt < credentialReportAge) return { State: 'COMPLETE' }
      const content = await credentialReportContent(context)
      await transaction.put(credentialReports, [account], { createdAt: now, content })
      return {
        State: 'STARTED',
        Description: 'No report exists. Starting a new report generation task',
      }
    },
  },
)
