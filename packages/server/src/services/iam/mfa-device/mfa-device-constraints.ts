import { AssignmentStatusType } from '@aws-sdk/client-iam'
import { oneOf, text } from '@rolecall/aws-protocol'

/** Source: IAM API Reference, `CreateVirtualMFADevice`, `EnableMFADevice` and `ListVirtualMFADevices`. */
export const mfaDeviceConstraints = {
  assignmentStatus: oneOf(Object.values(AssignmentStatusType)),
  code: text({ min: 6, max: 6, pattern: '[\\d]+', secret: true }),
  name: text({ min: 1, pattern: '[\\w+=,.@-]+', secret: true }),
  serialNumber: text({ min: 9, max: 256, pattern: '[\\w+=/:,.@-]+', secret: true }),
}
