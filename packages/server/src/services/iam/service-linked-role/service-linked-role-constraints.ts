import { text } from '@rolecall/aws-protocol'

/** Source: IAM API Reference, `CreateServiceLinkedRole` and `GetServiceLinkedRoleDeletionStatus`. */
export const serviceLinkedRoleConstraints = {
  customSuffix: text({ min: 1, max: 64, pattern: '[\\w+=,.@-]+', secret: true }),
  deletionTaskId: text({ min: 1, max: 1000, secret: true }),
  service: text({ min: 1, max: 128, pattern: '[\\w+=,.@-]+', secret: true }),
}
