import { StatusType } from '@aws-sdk/client-iam'
import { oneOf, text } from '@rolecall/aws-protocol'

/** Source: IAM API Reference, `UpdateAccessKey`. */
export const accessKeyConstraints = {
  id: text({ min: 16, max: 128, pattern: '[\\w]+', secret: true }),
  status: oneOf([StatusType.Active, StatusType.Inactive]),
}
