import { AccessAdvisorUsageGranularityType } from '@aws-sdk/client-iam'
import { oneOf, text } from '@rolecall/aws-protocol'
import { textList } from '../text-list.ts'

const namespace = { min: 1, max: 64, pattern: '[\\w-]*' }

/** Source: IAM API Reference, the operations on service last accessed details. */
export const lastUseConstraints = {
  granularity: oneOf(Object.values(AccessAdvisorUsageGranularityType)),
  jobId: text({ min: 36, max: 36, secret: true }),
  namespace: text({ ...namespace, secret: true }),
  namespaces: textList({ max: 200, of: namespace }),
}
